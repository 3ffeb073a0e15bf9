"""Whatever stands in the cells, a file gives works or faults, and every fault a place."""

from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from royalties.works_file import read_works_file, write_error_workbook
from tests.royalties.works_file.builder import HEADER, JUNE_END, write


def _whole_seconds(moment):
    """openpyxl loses the fractions of seconds when it writes a file again."""
    return moment.replace(microsecond=0)


_PLAUSIBLE = st.sampled_from(
    [
        "Tin",
        "Toạ đàm",
        "Bản tin",
        "Truyền thanh",
        "05/06/2026",
        "8,5",
        "60%",
        "40%",
        "An",
        "Thiếu nhi: 20%",
        "u/1",
        "Cộng",
    ]
)
_CELLS = st.one_of(
    st.none(),
    _PLAUSIBLE,
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.integers(-(10**18), 10**18),
    st.floats(-1e300, 1e300),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(9999, 12, 31)),
    st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("9999-12-31")).map(_whole_seconds),
    st.times(time(0), time(23, 59)).map(_whole_seconds),
    st.sampled_from(["=1+1", "#N/A", "_x0000_", "\u200b", "−5", "1.500", "0.200", "%", ":", ";", "\n"]),
)
_ROWS = st.lists(st.lists(_CELLS, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=_ROWS)
def test_any_cells_give_works_or_faults_and_a_file_that_can_be_read_again(folder, rows):
    path = write(folder / "works.xlsx", HEADER, *rows)

    file = read_works_file(path, period_end=JUNE_END)
    write_error_workbook(path, folder / "errors.xlsx", file.faults, file)
    again = read_works_file(folder / "errors.xlsx", period_end=JUNE_END)

    assert file.works or file.faults
    assert all(1 <= fault.row <= 1 + len(rows) and fault.message for fault in file.faults)
    assert all(work.authors and len(work.authors) == len(work.shares) for work in file.works)
    assert {work.row for work in file.works}.isdisjoint(fault.row for fault in file.faults)
    assert again.works == file.works
    assert [(fault.row, fault.column) for fault in again.faults] == [(fault.row, fault.column) for fault in file.faults]


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(st.lists(_CELLS, max_size=6), max_size=5))
def test_any_sheet_without_a_header_says_so(folder, rows):
    path = write(folder / "sheet.xlsx", *rows)

    file = read_works_file(path, period_end=JUNE_END)
    write_error_workbook(path, folder / "errors.xlsx", file.faults, file)

    assert [(fault.row, fault.column) for fault in file.faults] == [(0, "")]
    assert file.works == ()
