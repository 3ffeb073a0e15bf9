"""The items keep their oddities, and none of the people printed on them."""

import hashlib
import re
import unicodedata
from pathlib import Path

from reports.demo.items import read_items

_FOLDER = Path(__file__).parents[3] / "reports" / "demo"
_REAL_NAMES = frozenset((Path(__file__).parent / "real_bylines.sha256").read_text().split())
_LONGEST_NAME = 3


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _names_in(text: str, digests: frozenset[str]) -> list[str]:
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).lower())
    runs = (
        " ".join(words[start : start + length])
        for length in range(2, _LONGEST_NAME + 1)
        for start in range(len(words) - length + 1)
    )
    return [run for run in runs if _digest(run) in digests]


def test_a_printed_name_is_found_whatever_stands_around_it():
    known = frozenset({_digest("trịnh mẫu canh")})

    assert _names_in("Tin, ảnh: TRỊNH Mẫu Canh/ĐMH", known) == ["trịnh mẫu canh"]


def test_no_real_byline_stands_in_the_demo():
    texts = {path.name: path.read_text(encoding="utf-8") for path in _FOLDER.iterdir() if path.is_file()}

    assert len(_REAL_NAMES) == 33
    assert {"works.csv", "people.csv", "accounts.py"} <= texts.keys()
    assert {name: _names_in(text, _REAL_NAMES) for name, text in texts.items() if _names_in(text, _REAL_NAMES)} == {}


def test_every_item_is_kept_dated_or_not():
    items = read_items()

    assert len(items) == 166
    assert sum(1 for item in items if not item.published_on) == 68
    assert sum(1 for item in items if not item.url) == 17


def test_titles_keep_their_decomposed_letters_and_typing():
    titles = [item.title for item in read_items()]

    assert sum(1 for title in titles if unicodedata.normalize("NFC", title) != title) == 3
    assert "ham gia gian hàng Ngày hội sách tỉnh Đắk Nông năm 2019" in titles
    assert "Đắk Song : Tập trung phòng chống cháy rừng những vùng trọng điểm." in titles
    assert "Hoàn thành Đại hôi phụ nữ cấp cơ sở" in titles


def test_bylines_keep_the_shapes_in_which_sites_print_them():
    bylines = {item.byline for item in read_items()}

    assert {
        "",
        "Tin, ảnh: Mẫu Chi",
        "Theo minhhoa online",
        "Mẫu Oanh – Mẫu Tâm",
        "Tổ phóng viên",
        "C.T.V",
        "Nguồn: : Báo Minh hoạ",
        "Mẫu Chi – Mẫu Khuê\nĐài Minh hoạ\nKỹ thuật: Mẫu Sơn",
    } <= bylines


def test_every_id_and_account_is_plainly_invented():
    people = {person for item in read_items() for person in item.authors}

    assert len(people) == 16
    assert {person.id_number[:4] for person in people} == {"0999", ""}
    assert {len(person.id_number) for person in people} == {12, 0}
    assert {person.account[:4] for person in people} == {"0099", ""}
