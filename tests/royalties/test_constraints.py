"""What the database refuses in royalties, on both engines, with a message that a person can read."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import Unit
from rates.models import Instrument, ScheduleRow
from royalties.models import (
    Commitment,
    Contribution,
    Outlet,
    Payee,
    PayeeTotal,
    PaymentSheet,
    PenName,
    Quota,
    RemunerationShare,
    SheetLine,
    SheetWork,
    Work,
    WorkPart,
)

DAY = date(2026, 7, 10)


class World:
    """One good row of everything, to vary."""

    def __init__(self, actor):
        self.actor = actor
        self.unit = Unit.objects.create(code="thu", name="Đơn vị thử", level="department", source_label="TEST")
        self.outlet = Outlet.objects.create(unit=self.unit, medium="portal", name="Cổng thử")
        self.payee = Payee.objects.create(unit=self.unit, name="Nguyễn Thị Mẫu", id_number="000000000001")
        PenName.objects.create(payee=self.payee, name="Mẫu")
        Commitment.objects.create(payee=self.payee, year=2026, received_on=DAY)
        self.work = Work.objects.create(
            outlet=self.outlet, title="Tin một", url="https://vi-du.test/1", published_on=DAY
        )
        instrument = Instrument.objects.create(number="1/2000/QĐ", kind="quyết định", issuer="Nơi thử")
        self.row = ScheduleRow.objects.create(
            medium="portal", code="news", genre="news", label="Tin", measure="tin", order=1, instrument=instrument
        )
        self.part = WorkPart.objects.create(work=self.work, order=1, schedule_row=self.row, quantity=1, coefficient=8)
        self.author = Contribution.objects.create(work=self.work, payee=self.payee, share=1, order=1)
        self.sheet = self.make_sheet()
        self.on_sheet = SheetWork.objects.create(
            sheet=self.sheet, work=self.work, order=1, gross=10, explanation={"op": "value", "value": "10"}
        )
        self.line = SheetLine.objects.create(sheet_work=self.on_sheet, contribution=self.author, part=self.part, **LINE)
        self.total = PayeeTotal.objects.create(sheet=self.sheet, payee=self.payee, gross=10)

    def make_sheet(self, **columns) -> PaymentSheet:
        good = {"unit": self.unit, "period": date(2026, 7, 1), "gross": 10, "formula": "x", "inputs": {}}
        return PaymentSheet.objects.create(created_by=self.actor, fingerprint="0" * 64, **(good | columns))

    def quota(self, **columns) -> Quota:
        return Quota(**{"payee": self.payee, "works_per_month": 5, "start_on": DAY, "reason": "Quyết định"} | columns)


LINE = {"quantity": 1, "coefficient": 8, "unit_value": 253000, "gross": 10, "citations": []}


@pytest.fixture
def world(system):
    return World(system)


def copy_of(instance, **columns):
    """An unsaved copy of a row with other columns."""
    values = {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}
    values.pop("id")
    return type(instance)(**values | columns)


REFUSED = {
    "an outlet of an unknown medium": (lambda w: copy_of(w.outlet, medium="fax"), "Loại hình không hợp lệ."),
    "an outlet twice": (lambda w: copy_of(w.outlet), "Đơn vị đã có nơi đăng này."),
    "a payee of an unknown kind": (lambda w: copy_of(w.payee, kind="robot", id_number=""), "Loại người nhận"),
    "a payee of an unknown contract": (lambda w: copy_of(w.payee, contract="x", id_number=""), "Loại hợp đồng"),
    "a payee of an unknown group": (lambda w: copy_of(w.payee, group=5, id_number=""), "Nhóm đối tượng"),
    "an id twice in a unit": (lambda w: copy_of(w.payee, name="Khác"), "Số định danh này đã thuộc"),
    "a pen name twice": (lambda w: copy_of(w.payee.pen_names.get()), "Bút danh này đã"),
    "a commitment twice a year": (lambda w: copy_of(w.payee.commitments.get()), "đã có cam kết"),
    "a work in an unknown state": (lambda w: copy_of(w.work, url="x", state="lost"), "Trạng thái tác phẩm"),
    "a work scored without review": (lambda w: copy_of(w.work, url="x", state="scored"), "phải được kiểm duyệt"),
    "a link twice": (lambda w: copy_of(w.work, title="Khác"), "Tác phẩm có đường dẫn này"),
    "a part in a taken place": (lambda w: copy_of(w.part), "Thứ tự phần này"),
    "a negative quantity": (lambda w: copy_of(w.part, order=2, quantity=-1), "không được âm"),
    "a negative coefficient": (lambda w: copy_of(w.part, order=2, coefficient=-1), "không được âm"),
    "a person twice in one role": (lambda w: copy_of(w.author), "đã có tên trong tác phẩm"),
    "an unknown role": (lambda w: copy_of(w.author, role="ghost"), "Vai trò không hợp lệ"),
    "a share of nothing": (lambda w: copy_of(w.author, role="editor", share=0), "Tỷ lệ phải lớn hơn 0"),
    "a remuneration above the royalty": (
        lambda w: RemunerationShare(contribution=w.author, percent=101, set_by=w.actor, set_at=timezone.now()),
        "từ 0 đến 100 phần trăm",
    ),
    "a quota that ends before it starts": (lambda w: w.quota(end_on=date(2026, 7, 9)), "không được trước ngày bắt đầu"),
    "a quota of nothing": (lambda w: w.quota(works_per_month=0), "ít nhất là 1"),
    "a second quota of a day": (lambda w: w.quota().save() or w.quota(), "đã có định mức bắt đầu"),
    "a second draft of a period": (lambda w: copy_of(w.sheet), "đã có bảng nháp"),
    "a sheet of an unknown status": (lambda w: copy_of(w.sheet, status="lost"), "Trạng thái bảng"),
    "a sheet of an unknown kind": (lambda w: copy_of(w.sheet, kind="gift"), "Loại bảng thanh toán"),
    "a sheet of half a month": (lambda w: copy_of(w.sheet, period=DAY), "Kỳ thanh toán là một tháng"),
    "a sheet of negative money": (lambda w: copy_of(w.sheet, kind="remuneration", gross=-1), "không được âm"),
    "a sheet whose net and tax are not its gross": (
        lambda w: copy_of(w.sheet, kind="remuneration", paid_on=DAY, tax=1, net=8),
        "Tổng trước thuế phải bằng",
    ),
    "a sheet with tax and no value date": (
        lambda w: copy_of(w.sheet, kind="remuneration", tax=0, net=10),
        "Tổng trước thuế phải bằng",
    ),
    "a work twice on a sheet": (lambda w: copy_of(w.on_sheet), "Tác phẩm đã có trên bảng"),
    "a line twice": (lambda w: copy_of(w.line), "Dòng này đã có"),
    "a payee twice on a sheet": (lambda w: copy_of(w.total), "Người nhận đã có trên bảng"),
    "a payee whose net and tax are not the gross": (
        lambda w: PayeeTotal(sheet=w.sheet, payee=Payee.objects.create(unit=w.unit, name="B"), gross=10, tax=1, net=10),
        "Tổng trước thuế phải bằng",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_the_form_says_why_and_the_database_refuses(world, case):
    make, message = REFUSED[case]
    row = make(world)
    if hasattr(row, "refresh_keys"):
        row.refresh_keys()
    with pytest.raises(ValidationError) as said:
        row.validate_constraints()
    assert message in str(said.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_two_people_of_one_name_and_account_without_id_are_one(world):
    Payee.objects.create(unit=world.unit, name="Y Thử", account_number="123")
    with pytest.raises(IntegrityError), transaction.atomic():
        Payee.objects.create(unit=world.unit, name="y  thử", account_number="1 23")
    Payee.objects.create(unit=world.unit, name="Y Thử", account_number="124")


def test_two_works_without_a_link_are_one_by_title_and_day(world):
    Work.objects.create(outlet=world.outlet, title="Không đường dẫn", published_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.create(outlet=world.outlet, title="KHÔNG  ĐƯỜNG DẪN", published_on=DAY)
    Work.objects.create(outlet=world.outlet, title="Không đường dẫn", published_on=date(2026, 7, 11))


def test_a_reviewed_work_may_be_scored(world):
    copy_of(world.work, url="y", state="scored", reviewed_by_id=world.actor.pk, reviewed_at=timezone.now()).save()


def test_an_id_is_found_by_its_hash_and_not_stored_in_clear(world):
    assert Payee.objects.with_number("0000 0000 0001").get() == world.payee
    assert not Payee.objects.with_number("").exists()
    assert "000000000001" not in str(Payee.objects.filter(pk=world.payee.pk).values_list("id_hash").get())
    assert world.payee.masked_id == "•••••••••001"
