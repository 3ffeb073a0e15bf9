"""A month of real items in a unit that is no demo unit: what comes in, and which cells are refused."""

from dataclasses import replace

import pytest

from reports.demo.items import read_items
from reports.demo.works_file import write_works_file
from royalties.models import Payee, PaymentSheet, Work
from royalties.services import WrongWorksFileError, draft_from_file, open_outlets
from tests.data.month import PERIOD, month_file, ten_wrong_cells


@pytest.fixture(autouse=True)
def _outlets(province):
    open_outlets(actor=province)


def _draft(office, system, path):
    return draft_from_file(actor=system, unit=office, period=PERIOD, path=path, paid_on=None)


def _write(path, *items):
    write_works_file(path, items, unit="Văn phòng Uỷ ban nhân dân tỉnh", period=PERIOD)
    return path


def _item(beginning: str, **changes):
    found = next(item for item in read_items() if item.unit == "mh-cong" and item.title.startswith(beginning))
    return replace(found, **changes)


def test_a_clean_month_is_one_draft(office, system, tmp_path):
    _draft(office, system, month_file(tmp_path / "thang-3.xlsx"))

    assert PaymentSheet.objects.get().works.count() == 83
    assert Payee.objects.filter(unit=office).count() == 15
    assert not PaymentSheet.objects.filter(is_illustrative=True).exists()


def test_ten_wrong_cells_are_named_in_one_pass_and_nothing_is_saved(office, system, tmp_path):
    path = tmp_path / "sai.xlsx"
    expected = ten_wrong_cells(path)

    with pytest.raises(WrongWorksFileError) as refused:
        _draft(office, system, path)

    found = [fault.address(refused.value.works_file.columns) for fault in refused.value.faults]
    assert expected == ("C18", "C20", "E25", "E27", "F29", "H33", "H36", "J38", "K53", "G64")
    assert found == list(expected)
    assert not PaymentSheet.objects.exists()
    assert not Work.objects.exists()
    assert not Payee.objects.exists()


def test_doubled_spaces_and_decomposed_letters_are_cleaned_on_the_way_in(office, system, tmp_path):
    decomposed = _item("Phòng, chống bệnh", title="  Phòng,  chống bệnh di\u0323ch\u00a0ta\u0309 lợn ")

    _draft(office, system, _write(tmp_path / "mot.xlsx", decomposed))

    assert Work.objects.get().title == "Phòng, chống bệnh dịch tả lợn"


def test_one_link_under_three_titles_is_refused_at_the_later_titles(office, system, tmp_path):
    digests = [item for item in read_items() if item.title.startswith("Thông tin báo chí ngày")]
    scored = _item("06 xã đủ điều kiện")
    rows = [replace(scored, title=item.title, url=item.url, published_on="18/03/2026") for item in digests]

    with pytest.raises(WrongWorksFileError) as refused:
        _draft(office, system, _write(tmp_path / "diem-bao.xlsx", *rows))

    faults = [fault.describe(refused.value.works_file.columns) for fault in refused.value.faults]
    assert faults[0] == "B7 (Tên tác phẩm): khác với dòng 6 của cùng tác phẩm"
    assert {fault.split(" ")[0] for fault in faults} >= {"B7", "B8"}
