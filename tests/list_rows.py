"""Rows for the tests of list pages: as many as wanted, all in one unit; the text of the first stands out."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from budgets.models import CostLine, FundingSource
from core.models import Board, BoardMember, Decision, Delegation, RoleAssignment, Unit, User
from rates.models import Instrument, Rate, RateCitation, Schedule, ScheduleLine, ScheduleRow
from royalties.models import (
    DuplicatePair,
    OpeningBalance,
    Outlet,
    Payee,
    PaymentSheet,
    Quota,
    Work,
    WorkPart,
    WorksImport,
)
from tests.file_rows import make_file

PERSON = "Đặng Thị Bích Ngọc"
DAY = date(2026, 1, 1)


def make_unit(code: str, name: str) -> Unit:
    return Unit.objects.create(code=code, name=name, level="department", source_label="QUOTED")


def make_user(username: str, name: str = "Trần Văn An", *, is_active: bool = True) -> User:
    return User.objects.create(username=username, full_name=name, is_active=is_active)


def _name(i: int) -> str:
    return PERSON if i == 0 else f"Trần Văn An {i:03d}"


def _people(count: int, prefix: str) -> list[User]:
    return [make_user(f"{prefix}{i}", _name(i)) for i in range(count)]


def units(count: int, unit: Unit) -> None:
    for i in range(count):
        Unit.objects.create(
            code=f"u{i:03d}",
            name="Sở Bích Ngọc" if i == 0 else f"Sở số {i:03d}",
            level="commune" if i % 2 == 0 else "department",
            parent=unit,
            existed_to=date(2025, 6, 30) if i == 1 else None,
            source_label="QUOTED",
        )


def boards(count: int, unit: Unit) -> None:
    for i, person in enumerate(_people(count, "b")):
        name = "Ban Bích Ngọc" if i == 0 else f"Ban biên tập {i:03d}"
        board = Board.objects.create(unit=unit, name=name, decision_number=f"{i}/QĐ-THU", decided_on=DAY)
        BoardMember.objects.create(board=board, user=person, position="head", start_on=DAY)


def board_members(count: int, unit: Unit) -> None:
    board = Board.objects.create(unit=unit, name="Ban thử", decision_number="1/QĐ-THU", decided_on=DAY)
    for i, person in enumerate(_people(count, "m")):
        end_on = date(2026, 2, 1) if i == 1 else None
        position = "head" if i == 0 else "member"
        BoardMember.objects.create(board=board, user=person, position=position, start_on=DAY, end_on=end_on)


def users(count: int, unit: Unit) -> None:
    for i in range(count):
        make_user(f"u{i}", _name(i), is_active=i % 2 == 1)


def role_assignments(count: int, unit: Unit) -> None:
    for i, person in enumerate(_people(count, "r")):
        role = "unit_head" if i % 2 == 0 else "recorder"
        end_on = date(2026, 2, 1) if i == 1 else None
        RoleAssignment.objects.create(user=person, role=role, unit=unit, start_on=DAY, end_on=end_on)


def delegations(count: int, unit: Unit) -> None:
    giver = make_user("giver", "Lê Thị Hoa")
    for role in ("unit_head", "board_head"):
        RoleAssignment.objects.create(user=giver, role=role, unit=unit, start_on=DAY)
    for i, person in enumerate(_people(count, "d")):
        Delegation.objects.create(
            giver=giver,
            receiver=person,
            role="unit_head" if i % 2 == 0 else "board_head",
            unit=unit,
            document_number=f"{i}/GUQ",
            start_on=DAY,
            end_on=date(2026, 2, 1) if i == 1 else date(2030, 1, 1),
        )


def decisions(count: int, unit: Unit) -> None:
    actor = make_user("actor", "Lê Thị Hoa")
    for i in range(count):
        Decision.objects.create(
            actor=actor,
            action="mở tài khoản",
            target_type="tài khoản",
            target_id=i,
            target_label=_name(i),
            unit=unit,
            before={"vai trò": None},
            after={"vai trò": "Thủ trưởng đơn vị"},
        )


def make_instrument(number: str = "1/2026/QĐ-THU", effective_on: date | None = DAY) -> Instrument:
    told = {
        "kind": "quyết định",
        "issuer": "UBND tỉnh",
        "effective_on": effective_on,
        "labels": {"effective": "QUOTED"},
        "dossier": ["mục 2.1"],
    }
    return Instrument.objects.get_or_create(number=number, defaults=told)[0]


def instruments(count: int, unit: Unit) -> None:
    for i in range(count):
        number = "0/2026/QĐ-BÍCH NGỌC" if i == 0 else f"{i}/2026/QĐ-THU"
        make_instrument(number, None if i == 1 else DAY + timedelta(days=i))


def rates(count: int, unit: Unit) -> None:
    instrument = make_instrument()
    for i in range(count):
        rate = Rate.objects.create(
            key=f"royalty/portal/r{i}",
            label="Tin Bích Ngọc" if i == 0 else f"Tin {i:03d}",
            measure="hệ số",
            scope="unit" if i % 2 == 0 else "province",
            unit=unit if i % 2 == 0 else None,
            start=DAY + timedelta(days=i),
            recorded=DAY,
            form="frame",
            minimum=Decimal(1),
            maximum=Decimal(10),
            status="to_verify" if i == 1 else "verified",
            labels={"amount": "QUOTED", "date": "SECONDARY"},
            dossier=["mục 2.1"],
        )
        RateCitation.objects.create(rate=rate, instrument=instrument, clause="Điều 1", order=0)


def make_schedule_row(i: int, instrument: Instrument, label: str = "Tin") -> ScheduleRow:
    told = {
        "genre": "news",
        "label": label,
        "measure": "tin",
        "order": i,
        "instrument": instrument,
        "clause": "Điều 1",
        "labels": {"row": "QUOTED"},
        "dossier": ["mục 2.1"],
    }
    medium = "portal" if i % 2 == 0 else "radio"
    return ScheduleRow.objects.get_or_create(medium=medium, code=f"r{i}", defaults=told)[0]


def schedule_rows(count: int, unit: Unit) -> None:
    instrument = make_instrument()
    for i in range(count):
        make_schedule_row(i, instrument, "Tin Bích Ngọc" if i == 0 else f"Tin {i:03d}")


def schedules(count: int, unit: Unit) -> None:
    clerk = make_user("schedule-clerk", "Lê Thị Hoa")
    for i in range(count):
        number = "0/2026/QĐ-BÍCH NGỌC" if i == 0 else f"{i}/2026/QĐ-THU"
        schedule = Schedule.objects.create(
            instrument=make_instrument(number),
            unit=unit if i % 2 == 0 else None,
            effective_on=DAY + timedelta(days=i),
            state="draft" if i % 2 == 0 else "submitted",
            submitted_by=clerk,
            created_by=clerk,
        )
        line = {"medium": "portal", "genre": "news", "label": "Tin", "measure": "tin"}
        ScheduleLine.objects.create(schedule=schedule, order=1, code="news", **line)


def outlets(count: int, unit: Unit) -> None:
    for i in range(count):
        name = "Cổng Bích Ngọc" if i == 0 else f"Trang {i:03d}"
        Outlet.objects.create(unit=unit, medium="portal" if i % 2 == 0 else "radio", name=name)


def payees(count: int, unit: Unit) -> None:
    for i in range(count):
        Payee.objects.create(
            unit=unit,
            name=_name(i),
            kind="organisation" if i == 1 else "person",
            group=2 if i % 2 == 0 else 4,
            id_number=f"000012345{i:03d}",
            account_number=f"520500987{i:03d}",
            bank="Agribank",
            to_complete=i == 2,
        )


def quotas(count: int, unit: Unit) -> None:
    payees(count, unit)
    for i, payee in enumerate(Payee.objects.filter(unit=unit).order_by("pk")):
        end_on = date(2026, 2, 1) if i == 1 else None
        Quota.objects.create(payee=payee, works_per_month=i + 1, start_on=DAY, end_on=end_on, reason=f"{i}/QĐ-THU")


def works(count: int, unit: Unit) -> None:
    outlet = Outlet.objects.create(unit=unit, medium="portal", name="Cổng thử")
    row = make_schedule_row(0, make_instrument())
    reviewer = make_user("reviewer", "Lê Thị Hoa")
    file = make_file(outlet, reviewer)
    for i in range(count):
        work = Work.objects.create(
            outlet=outlet,
            title="Chuyện Bích Ngọc" if i == 0 else f"Tin số {i:03d}",
            url=f"https://daklak.example/{i}",
            published_on=DAY + timedelta(days=i),
            state="scored" if i % 2 == 0 else "recorded",
            reviewed_by=reviewer,
            reviewed_at=timezone.now(),
            works_import=file if i in (1, 2) else None,
        )
        WorkPart.objects.create(work=work, order=0, schedule_row=row, quantity=Decimal(1), coefficient=Decimal("8.5"))


def pairs(count: int, unit: Unit) -> None:
    """Pairs of works, each with a work of its own and the same first one; the second pair was decided."""
    outlet = Outlet.objects.create(unit=unit, medium="portal", name="Cổng thử")
    judge = make_user("judge", "Lê Thị Hoa")
    first = Work.objects.create(outlet=outlet, title="Tin đầu", published_on=DAY)
    for i in range(count):
        title = "Chuyện Bích Ngọc" if i == 0 else f"Tin số {i:03d}"
        second = Work.objects.create(outlet=outlet, title=title, published_on=DAY + timedelta(days=i % 3))
        ruled = {"verdict": "different", "ruled_by": judge, "ruled_at": timezone.now(), "reason": "hai kỳ"}
        DuplicatePair.objects.create(first=first, second=second, alike_title=True, **(ruled if i == 1 else {}))


def opening_balances(count: int, unit: Unit) -> None:
    for i, person in enumerate(_people(count, "o")):
        OpeningBalance.objects.create(unit=unit, year=2100 - i, begun_by=person)


def sheets(count: int, unit: Unit) -> None:
    clerk = make_user("sheet-clerk", "Lê Thị Hoa")
    for i in range(count):
        PaymentSheet.objects.create(
            unit=unit,
            period=date(2026 - i // 12, i % 12 + 1, 1),
            kind="royalty" if i % 2 == 0 else "remuneration",
            status="draft" if i == 1 else "approved",
            number=None if i == 1 else "1/BT-BÍCH NGỌC" if i == 0 else f"{i + 1}/BT-THU",
            is_illustrative=i == 2,
            paid_on=DAY,
            gross=2_530_000,
            tax=253_000,
            net=2_277_000,
            formula="1",
            inputs={},
            fingerprint="0" * 64,
            created_by=clerk,
        )


def works_imports(count: int, unit: Unit) -> None:
    outlet = Outlet.objects.create(unit=unit, medium="portal", name="Cổng thử")
    clerk = make_user("clerk", "Lê Thị Hoa")
    for i in range(count):
        WorksImport.objects.create(
            unit=unit,
            outlet=outlet,
            file_name="Bích Ngọc.xlsx" if i == 0 else f"tep-{i:03d}.xlsx",
            size=1000,
            state="faulty" if i % 2 == 0 else "reading" if i == 1 else "checked",
            work_count=i,
            created_by=clerk,
            asked_by=clerk,
        )


def funding_sources(count: int, unit: Unit) -> None:
    for i in range(count):
        name = "Nguồn Bích Ngọc" if i == 0 else f"Nguồn {i:03d}"
        FundingSource.objects.create(code=f"n{i}", name=name, clause="Điều 13", order=100 + i)


def cost_lines(count: int, unit: Unit) -> None:
    for i in range(count):
        name = "Chi Bích Ngọc" if i == 0 else f"Chi {i:03d}"
        CostLine.objects.create(code=f"c{i}", name=name, clause="Điều 13", order=100 + i)
