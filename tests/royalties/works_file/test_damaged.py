"""However a package is damaged, it is read or refused in words; nothing else may come out of a parser."""

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from royalties.works_file import UnreadableFileError, read_works_file
from tests.royalties.works_file.builder import HEADER, JUNE_END, news

_PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
]
# Counts, addresses, types and values that parsers trust.
_TOKENS = st.sampled_from(
    [
        b"",
        b"0",
        b"-1",
        b"99999999999999999999",
        b"4294967296",
        b"1e999",
        b"nan",
        b"A0",
        b"a1",
        b"ZZZZ1",
        b"XFD1048576",
        b"A1048577",
        b"A2:A1",
        b"A1:XFD1048576",
        b"s",
        b"e",
        b"d",
        b"b",
        b"str",
        b"inlineStr",
        b"_x0000_",
        b"&#0;",
        b"&unknown;",
        b"\xff\xfe",
        b"../../sheet1.xml",
    ]
)
_SPAN = re.compile(rb'(?<=")[^"]*(?=")|(?<=>)[^<]+(?=<)|<[^>]+>')
_REASON = re.compile(r"(Tệp|Không đọc được|Sổ tính|Trang tính) .*\.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("damaged")


@pytest.fixture(scope="module")
def parts(folder) -> dict[str, bytes]:
    path = folder / "whole.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for row in (1, 2):
            sheet.write_row(row, 0, ["" if cell is None else cell for cell in news(E=f"u/{row}", F=8.5, J=1)])
        sheet.write_formula("G2", "=1+1", None, 2)
        sheet.write_datetime(2, 3, JUNE_END, book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_boolean("O2", boolean=True)
        sheet.merge_range("A5:A6", "Cộng")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@st.composite
def _damages(draw) -> list[tuple[str, int, bytes | None]]:
    """Parts, which of their spans is hit, and what comes in its place; None stands for the span twice."""
    damage = st.tuples(st.sampled_from(_PARTS), st.integers(0, 400), st.one_of(st.none(), _TOKENS))
    return draw(st.lists(damage, min_size=1, max_size=3))


def _is_read_or_refused_in_words(path: Path) -> bool:
    try:
        file = read_works_file(path, period_end=JUNE_END)
    except UnreadableFileError as refused:
        return bool(_REASON.fullmatch(str(refused)))
    return bool(file.works or file.faults)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damages=_damages())
def test_damaged_parts_are_read_or_refused(folder, parts, damages):
    damaged = dict(parts)
    for name, place, token in damages:
        spans = list(_SPAN.finditer(damaged[name]))
        if spans:
            span = spans[place % len(spans)]
            found = damaged[name]
            damaged[name] = found[: span.start()] + (span[0] * 2 if token is None else token) + found[span.end() :]
    path = folder / "damaged.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in damaged.items():
            archive.writestr(name, content)

    assert _is_read_or_refused_in_words(path)


@settings(max_examples=100, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.booleans())
def test_a_package_with_a_wrong_byte_or_a_missing_end_is_read_or_refused(folder, parts, place, byte, cut):
    content = bytearray((folder / "whole.xlsx").read_bytes())
    index = int(place * len(content))
    content[index] = byte
    path = folder / "wrong.xlsx"
    path.write_bytes(content[: index + 1] if cut else content)

    assert _is_read_or_refused_in_words(path)


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=200), start=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"]))
def test_any_bytes_are_refused(folder, content, start):
    path = folder / "bytes.xlsx"
    path.write_bytes(start + content)

    with pytest.raises(UnreadableFileError, match=r"^Tệp không phải là sổ tính Excel"):
        read_works_file(path, period_end=JUNE_END)
