"""What the columns of works and payees could not hold is a wrong cell, not an error of the database."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from core.text import sort_key
from royalties.models import Contribution, Payee, Work, WorkPart
from royalties.works_file.checks import check_group
from royalties.works_file.grouping import Group
from royalties.works_file.rows import Row
from tests.royalties.works_file.builder import addresses, news, only, read, said

TOO_STRANGE = "có quá nhiều ký tự ngoài bảng chữ Việt nên không lưu được: hãy rút ngắn"


@pytest.mark.parametrize(
    "cells",
    [
        {"A": "Ệ" * 500},
        {"A": "a " * 250},
        {"A": "각" * 288},
        {"E": "https://daklak.gov.vn/" + "x" * 978},
        {"E": "ệ" * 866},
        {"I": "A." * 100},
        {"I": "Ệ" * 200},
        {"I": "ö " * 89},
        {"M": "ệ" * 200},
        {"O": "x" * 32_000},
        {"K": "1" * 32_000, "L": "x" * 32_000},
    ],
    ids=lambda cells: "".join(cells),
)
def test_texts_up_to_what_can_be_kept_are_taken(cells, tmp_path):
    file = read(tmp_path, news(**cells))

    assert said(file) == []
    assert len(file.works) == 1


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"A": "Ệ" * 501}, "A2 (Tên tác phẩm): dài 501 ký tự, chỉ nhận đến 500"),
        ({"A": "각" * 289}, f"A2 (Tên tác phẩm): {TOO_STRANGE}"),
        ({"E": "x" * 1001}, "E2 (Đường dẫn): dài 1001 ký tự, chỉ nhận đến 1000"),
        ({"E": "ệ" * 867}, f"E2 (Đường dẫn): {TOO_STRANGE}"),
        ({"E": "\U0001f600" * 651}, f"E2 (Đường dẫn): {TOO_STRANGE}"),
        ({"I": "Ệ" * 201}, "I2 (Tác giả): dài 201 ký tự, chỉ nhận đến 200"),
        ({"I": "ö " * 90}, f"I2 (Tác giả): {TOO_STRANGE}"),
        ({"M": "ệ" * 201}, "M2 (Ngân hàng): dài 201 ký tự, chỉ nhận đến 200"),
        ({"F": 1_000_000}, "F2 (Hệ số): số quá lớn"),
        ({"F": "0,0000001"}, "F2 (Hệ số): có quá 6 chữ số sau dấu phẩy"),
        ({"G": 1_000_000, "H": 1}, "G2 (Số ảnh): số quá lớn"),
        ({"G": 1, "H": "0,0000001"}, "H2 (Hệ số ảnh): có quá 6 chữ số sau dấu phẩy"),
    ],
)
def test_what_cannot_be_kept_is_a_wrong_cell(cells, expected, tmp_path):
    assert said(read(tmp_path, news(**cells))) == [expected]


def test_lengths_are_counted_in_the_form_that_is_kept(tmp_path):
    decomposed = unicodedata.normalize("NFD", "ệ" * 200)

    file = read(tmp_path, news(I=decomposed))

    assert said(file) == []
    assert file.works[0].authors[0].author == "ệ" * 200


def _authors(count: int) -> Group:
    rows = [Row(number, frozenset()) for number in range(2, count + 2)]
    for row in rows:
        row.values |= {"Đường dẫn": "u/1", "Tác giả": "An"}
    return Group(rows)


@pytest.mark.parametrize(("count", "expected"), [(32_767, []), (32_768, ["một tác phẩm có nhiều nhất 32.767 tác giả"])])
def test_the_order_of_authors_has_an_end(count, expected):
    group = _authors(count)

    check_group(group)

    assert [fault.message for fault in group.lead.faults if fault.column == "Tác giả"] == expected
    assert not any(row.faults for row in group.rows[1:])


_LETTERS = st.one_of(
    st.sampled_from("aăệỢđĐ .,-/0ƀňöǖᾆ각\U0001f600"), st.characters(exclude_categories=["Cs", "Cc", "Cn"])
)


def _texts(longest: int) -> st.SearchStrategy[str]:
    """Texts around the length that can be kept, made of few different letters."""
    return st.builds(
        lambda seed, length: (seed * length)[:length],
        st.one_of(st.text(_LETTERS, min_size=1, max_size=3), st.sampled_from(["a ", "ệ", "ö ", "ᾆ ", "각"])),
        st.one_of(st.integers(1, longest), st.integers(longest - 10, longest + 10)),
    )


_NUMBERS = st.one_of(
    st.integers(0, 1_000_001),
    st.floats(0, 1_000_001),
    st.decimals(0, 1_000_001, places=7).map(lambda number: f"{number:f}".replace(".", ",")),
    st.integers(0, 2_000_002).map(lambda number: number / 2),
)
_ODD_CELLS = {
    "A": _texts(500),
    "E": _texts(1000),
    "F": _NUMBERS,
    "G": _NUMBERS,
    "H": _NUMBERS,
    "I": _texts(200),
    "K": _texts(300),
    "L": _texts(300),
    "M": _texts(200),
    "O": _texts(1200),
}


@st.composite
def _rows(draw) -> list[list[object]]:
    """Single works, each right as it stands but for one cell that may be too small or too large for what is kept."""
    letters = draw(st.lists(st.sampled_from(sorted(_ODD_CELLS)), min_size=1, max_size=8))
    return [
        news(**{"A": f"Tin {number}", "E": f"u/{number}", "G": 1, "H": 1} | {letter: draw(_ODD_CELLS[letter])})
        for number, letter in enumerate(letters)
    ]


def _keep(model, **values: object) -> list[str]:
    """The names of the fields that could not hold their value."""
    refused = []
    for name, value in values.items():
        try:
            model._meta.get_field(name).clean(value, None)
        except ValidationError:
            refused.append(name)
    return refused


@settings(max_examples=150, deadline=None)
@given(rows=_rows())
def test_every_row_is_a_fault_or_a_work_that_can_be_kept(tmp_path_factory, rows):
    file = read(tmp_path_factory.getbasetemp(), *rows)

    taken = {work.row for work in file.works}
    assert taken.isdisjoint(fault.row for fault in file.faults)
    assert taken | {fault.row for fault in file.faults} == set(range(2, len(rows) + 2))
    for work in file.works:
        author = work.authors[0]
        payee = Payee(name=author.author, id_number=author.id_number, account_number=author.account)
        payee.refresh_keys()
        assert _keep(Work, title=work.title, url=work.url, published_on=work.published_on, note=work.note) == []
        assert _keep(WorkPart, quantity=work.photos, coefficient=work.coefficient) == []
        assert _keep(WorkPart, coefficient=work.photo_coefficient) == []
        assert _keep(Payee, name=payee.name, name_key=payee.name_key, bank=author.bank) == []
        assert max(len(sort_key(work.title).encode()), len(work.url.encode())) <= 2600
        assert "\x00" not in work.title + work.url + work.note + author.author + author.account + author.bank


@settings(max_examples=60, deadline=None)
@given(percent=st.decimals("0.00000001", "99.99999999", places=8), sign=st.sampled_from(["%", ""]))
def test_shares_are_kept_to_their_last_digit_or_refused(tmp_path_factory, percent, sign):
    one, other = (f"{number:f}".replace(".", ",") + sign for number in (percent, 100 - percent))
    co_author = only(A="Khai mạc hội nghị", D="05/06/2026", I="Trần Bình", J=other)

    file = read(tmp_path_factory.getbasetemp(), news(J=one), co_author)

    if percent == round(percent, 6):
        assert [sum(work.shares) for work in file.works] == [1]
        assert [share * 100 for share in file.works[0].shares] == [percent, 100 - percent]
        assert [_keep(Contribution, share=share) for share in file.works[0].shares] == [[], []]
    else:
        assert addresses(file) == ["J2", "J3"]
        assert file.works == ()


def test_a_letter_that_is_not_vietnamese_is_no_fault_by_itself(tmp_path):
    file = read(tmp_path, news(A="Lễ hội ở buôn Ƀlăk: 축제, фестиваль", I="Y Ƀhăm Êňuôl"))

    assert said(file) == []
