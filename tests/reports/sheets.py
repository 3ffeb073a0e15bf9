"""Builds stored payment sheets row by row: every amount is given by the test, none is computed from a rate."""

from datetime import date
from decimal import Decimal

from core.models import Unit, User
from rates.models import Instrument, ScheduleRow
from royalties.models import (
    Contribution,
    Outlet,
    Payee,
    PayeeTotal,
    PaymentSheet,
    PenName,
    SheetLine,
    SheetWork,
    Work,
    WorkPart,
)
from royalties.states import WorkState

FRAME = {
    "instrument": "18/2014/NĐ-CP",
    "clause": "Điều 7 khoản 1",
    "effective": "2014-06-01",
    "published": "2014-03-14",
}
SALARY = {
    "instrument": "73/2024/NĐ-CP",
    "clause": "Điều 3 khoản 2",
    "effective": "2024-07-01",
    "published": "2024-06-30",
}
DOOR = {"instrument": "10/2024/QĐ-UBND", "clause": "Điều 15 khoản 3", "effective": None, "published": None}


class SheetBuilder:
    """One sheet of one unit; add payees and works, then save."""

    def __init__(self, actor: User, *, unit: Unit | None = None, **facts):
        self.actor = actor
        self.unit = unit or Unit.objects.create(
            code="so-thu", name="Sở Thử nghiệm", level="department", source_label="QUOTED"
        )
        self.outlet = Outlet.objects.create(unit=self.unit, medium="portal", name="Cổng thử")
        decree = Instrument.objects.create(number="18/2014/NĐ-CP", kind="nghị định", issuer="Chính phủ")
        self.rows = {
            code: ScheduleRow.objects.create(
                medium="portal",
                code=code,
                genre=code,
                label=label,
                measure=measure,
                order=order,
                instrument=decree,
                clause="Điều 7 khoản 1",
            )
            for order, (code, label, measure) in enumerate(
                [("news", "Tin", "tin"), ("photo", "Ảnh", "ảnh"), ("reportage", "Phóng sự", "bài")], start=1
            )
        }
        self.facts = {"period": date(2026, 6, 1), "fingerprint": "ab" * 32} | facts
        self.payees: list[Payee] = []
        self.works: list[tuple[Work, dict]] = []

    def payee(self, name: str, *, pen_name: str = "", **facts) -> Payee:
        """This will add a payee of the unit."""
        payee = Payee.objects.create(unit=self.unit, name=name, **facts)
        if pen_name:
            PenName.objects.create(payee=payee, name=pen_name)
        self.payees.append(payee)
        return payee

    def work(self, title: str, paid: dict[Payee, tuple[int, int]], **facts) -> None:
        """This will add a work and what its text and its photos pay each author, in đồng."""
        work = Work.objects.create(
            outlet=self.outlet,
            title=title,
            url=facts.get("url", ""),
            published_on=facts.get("published_on", date(2026, 6, 10)),
            state=WorkState.SCORED,
            reviewed_by=self.actor,
            reviewed_at="2026-06-30T08:00:00+07:00",
        )
        shares = facts.get("shares", [Decimal(1)] * len(paid))
        for place, (payee, share) in enumerate(zip(paid, shares, strict=True), start=1):
            Contribution.objects.create(work=work, payee=payee, share=share, order=place)
        rated = [(facts.get("genre", "news"), Decimal(1), facts.get("coefficient", Decimal("8")))]
        if facts.get("photos"):
            rated.append(("photo", Decimal(facts["photos"]), facts["photo_coefficient"]))
        for place, (row, quantity, coefficient) in enumerate(rated, start=1):
            WorkPart.objects.create(
                work=work, order=place, schedule_row=self.rows[row], quantity=quantity, coefficient=coefficient
            )
        self.works.append((work, {"paid": paid, **facts}))

    def save(self, *, taxes: dict[Payee, int] | None = None, flags: dict[Payee, list[str]] | None = None):
        """This will store the sheet; with taxes it has a value date, and whoever is not named pays none."""
        earned = dict.fromkeys(self.payees, 0)
        for _, facts in self.works:
            for payee, (text, photos) in facts["paid"].items():
                earned[payee] += text + photos
        gross = sum(earned.values())
        tax = None if taxes is None else sum(taxes.values())
        # A frozen sheet takes no lines: what it is in the end, it becomes last.
        last = {"status": "draft"} | {name: self.facts[name] for name in ("status", "number") if name in self.facts}
        sheet = PaymentSheet.objects.create(
            unit=self.unit,
            gross=gross,
            tax=tax,
            net=None if tax is None else gross - tax,
            paid_on=None if tax is None else date(2026, 7, 15),
            formula="royalty/1",
            inputs={},
            created_by=self.actor,
            **({name: fact for name, fact in self.facts.items() if name not in last} | {"status": "returned"}),
        )
        for order, (work, facts) in enumerate(self.works, start=1):
            self._save_work(sheet, work, order, facts)
        for payee, amount in earned.items():
            withheld = None if taxes is None else taxes.get(payee, 0)
            PayeeTotal.objects.create(
                sheet=sheet,
                payee=payee,
                gross=amount,
                tax=withheld,
                net=None if withheld is None else amount - withheld,
                flags=(flags or {}).get(payee, []),
            )
        PaymentSheet.objects.filter(pk=sheet.pk).update(**last)
        sheet.refresh_from_db()
        return sheet

    def _save_work(self, sheet: PaymentSheet, work: Work, order: int, facts: dict) -> None:
        paid = facts["paid"]
        on_sheet = SheetWork.objects.create(
            sheet=sheet,
            work=work,
            order=order,
            gross=sum(text + photos for text, photos in paid.values()),
            warnings=facts.get("warnings", []),
            explanation=facts.get("explanation", {}),
        )
        for part in work.parts.all():
            for contribution in work.contributions.select_related("payee"):
                SheetLine.objects.create(
                    sheet_work=on_sheet,
                    contribution=contribution,
                    part=part,
                    quantity=part.quantity,
                    coefficient=part.coefficient,
                    unit_value=facts.get("unit_value", Decimal(234000)),
                    gross=paid[contribution.payee][part.order - 1],
                    citations=facts.get("citations", [FRAME, SALARY]),
                )
