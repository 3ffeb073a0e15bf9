"""Whatever stands in a field of a case: the file is refused in words or the case is run, and nothing is ever raised."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rates.lawfile import LawFileError
from rates.queries import read_book
from royalties.cases.reading import KINDS, Case, read_cases
from royalties.cases.running import run_case

GOOD = {
    "royalty": {
        "published_on": "2026-07-01",
        "ordered_on": "2026-06-01",
        "medium": "portal",
        "genre": "news",
        "quantity": '"1"',
        "coefficient": '"8"',
        "adjustments": '{hardship: "0.5"}',
        "expect": '{amount: "3036000"}',
    },
    "remuneration": {
        "on": "2026-07-01",
        "medium": "radio",
        "genre": "news",
        "role": "editor",
        "royalty": '"1000000"',
        "percent": '"25"',
        "expect": '{amount: "250000"}',
    },
    "digitisation": {
        "done_on": "2026-03-31",
        "item": "page_text",
        "quantity": '"10"',
        "unit_price": '"2850"',
        "modifiers": '{conversion: "0.30"}',
        "expect": '{amount: "28500", ceiling: "2850"}',
    },
    "tax": {
        "paid_on": "2026-07-01",
        "gross": '"5000000"',
        "payee": "{resident: true, contract: none, commitment: false}",
        "income": "wage_like",
        "asks_withholding": "false",
        "expect": '{tax: "500000", net: "4500000"}',
    },
    "split": {"amount": '"10"', "weights": '["1", "1", "1"]', "expect": '{parts: ["4", "3", "3"]}'},
    "words": {"amount": '"10"', "expect": '{text: "Mười đồng"}'},
}
# Where a scalar may stand: instead of a field, or inside one that holds others.
PLACES = [
    *[(kind, field, "{}") for kind, fields in GOOD.items() for field in fields],
    *[("royalty", "adjustments", f"{{{{{name}: {{}}}}}}") for name in ("hardship", "translation", "weekend")],
    *[
        ("digitisation", "modifiers", f"{{{{{name}: {{}}}}}}")
        for name in ("foreign_or_minority", "conversion", "staff", "x")
    ],
    *[("tax", "payee", f"{{{{resident: true, contract: none, {key}: {{}}}}}}") for key in ("commitment", "x")],
    ("tax", "payee", "{{resident: {}, contract: none}}"),
    ("tax", "payee", "{{contract: {}}}"),
    ("split", "weights", '["1", {}]'),
    *[
        (kind, "expect", f"{{{{{key}: {{}}}}}}")
        for kind in GOOD
        for key in (
            "amount",
            "unit_value",
            "ceiling",
            "tax",
            "net",
            "text",
            "parts",
            "warns",
            "cites",
            "flags",
            "refused",
        )
    ],
]
NUMBERS = ["NaN", "-NaN", "sNaN", "Infinity", "-Infinity", "1e30", "-1e30", "1e999999999", "1e-999999999", "-0", "1_0"]
SCALARS = st.one_of(
    st.sampled_from(NUMBERS).map('"{}"'.format),
    st.sampled_from([".nan", ".inf", "-.inf", "1e400", "1e30", "0x1F", "0o17", "1_000", "1" * 5000, "0x" + "f" * 5000]),
    st.sampled_from(["true", "false", "yes", "&a true", "null", "~", "[]", "{}", "[true]", "*a", "!x y", "!!int x"]),
    st.sampled_from(["2026-07-01", "0001-01-01", "9999-12-31", "2026-02-30", "2026-07-01T25:00:00", "!!bool x", "<<"]),
    st.decimals().map('"{}"'.format),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.dates().map('"{}"'.format),
    st.text(max_size=8).map(lambda text: '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'),
    st.text(max_size=8),
)


def text_of(kind: str, field: str, scalar: str) -> str:
    """One case of a kind with one field written as given."""
    fields = {"name": "Một", "kind": kind, **GOOD[kind], field: scalar}
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in fields.items()) + "\n"


@pytest.fixture
def read(tmp_path):
    """Reads the text of a file; None where it is refused."""

    def reading(text: str) -> list[Case] | None:
        path = tmp_path / "cases.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            return read_cases(path)
        except LawFileError:
            return None

    return reading


def test_the_cases_that_are_varied_pass(province, read):
    assert set(GOOD) == set(KINDS)
    for kind, fields in GOOD.items():
        (case,) = read(text_of(kind, "expect", fields["expect"]))
        assert run_case(read_book(), case) == []


def test_no_scalar_anywhere_ends_in_an_error(province, read):
    book = read_book()

    @example(("split", "weights", '["1", {}]'), '"NaN"')
    @example(("royalty", "expect", "{{unit_value: {}}}"), '"abc"')
    @example(("royalty", "adjustments", "{{hardship: {}}}"), "true")
    @settings(max_examples=1000)
    @given(st.sampled_from(PLACES), SCALARS)
    def any_scalar(place, scalar):
        kind, field, around = place
        for case in read(text_of(kind, field, around.format(scalar))) or []:
            assert isinstance(run_case(book, case), list)

    any_scalar()
