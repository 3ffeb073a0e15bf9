"""Schedules for tests: who keeps them, a decision that no province has signed, lines with amounts kept by hand."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from core.models import RoleAssignment, Unit, User
from rates.models import Schedule
from rates.schedules.terms import LineTerms
from rates.services import (
    Head,
    Mark,
    attach_scan,
    conclude_verification,
    create_schedule,
    mark_lines,
    save_line,
    submit_schedule,
)
from tests.core.accounts import person

PDF = b"%PDF-1.7\nmot ban ky de thu\n%%EOF"
SIGNED, EFFECTIVE, EVE = date(2026, 6, 10), date(2026, 6, 20), date(2026, 6, 19)
NUMBER = "77/2026/QĐ-THU"
# The genres of NĐ 18 on a portal, each with a minimum and a maximum below its ceiling (10 or 30 or 50).
PORTAL = {
    "news": ("1", "8"),
    "reader_reply": ("1", "6"),
    "drawing": ("2", "9"),
    "photo": ("0.5", "4"),
    "commentary": ("10", "25"),
    "reportage": ("10", "28"),
    "sketch": ("8", "20"),
    "interview": ("8", "22"),
    "literary": ("6", "24"),
    "research": ("12", "30"),
    "live_media": ("15", "45"),
}
WHY = "Văn bản không nêu các thể loại này."


def keeper(role: str, username: str, unit: Unit | None = None) -> User:
    """This will make an account that holds a role."""
    user = person(username)
    RoleAssignment.objects.create(user=user, role=role, unit=unit, start_on=date(2020, 1, 1))
    return user


def head(**changed) -> Head:
    """This will name the decision of the tests."""
    told = {"number": NUMBER, "title": "Biểu mức thử", "issued_on": SIGNED, "effective_on": EFFECTIVE}
    return Head(**(told | changed))


def terms(genre: str = "news", **changed) -> LineTerms:
    """This will make a line: a portal's, under the genre's own code, from 1 to 8 unless told."""
    told = {"medium": "portal", "code": genre, "genre": genre, "label": "Tin", "measure": "tin", "clause": "Điều 3"}
    amounts = {"minimum": Decimal(1), "maximum": Decimal(8)}
    return LineTerms(**(told | amounts | changed))


def drafted(actor: User, unit: Unit | None = None, amounts: dict | None = None, **changed) -> Schedule:
    """This will enter a whole schedule of a portal, with its scan."""
    schedule = create_schedule(actor=actor, unit=unit, head=head(**changed), media=["portal"])
    amounts = PORTAL if amounts is None else amounts
    for line in schedule.lines.filter(code__in=amounts):
        low, high = (Decimal(bound) for bound in amounts[line.code])
        said = terms(line.genre, code=line.code, label=line.label, measure=line.measure, minimum=low, maximum=high)
        save_line(actor=actor, schedule=schedule, line=line, terms=said)
    attach_scan(actor=actor, schedule=schedule, name="qd.pdf", content=PDF)
    return schedule


def submitted(actor: User, unit: Unit | None = None, **changed) -> Schedule:
    """This will hand such a schedule to a second person."""
    return submit_schedule(actor=actor, schedule=drafted(actor, unit, **changed))


def published(first: User, second: User, unit: Unit | None = None, **changed) -> Schedule:
    """This will make such a schedule law."""
    return verified(second, submitted(first, unit, **changed))


def verified(second: User, schedule: Schedule) -> Schedule:
    """This will let a second person find every line right."""
    mark_lines(actor=second, schedule=schedule, marks={line.pk: Mark("match") for line in schedule.lines.all()})
    return conclude_verification(actor=second, schedule=schedule)


def page(name: str, schedule: Schedule, *more: int) -> str:
    """This will name the address of a page of a schedule."""
    return reverse(f"rates:{name}", args=[schedule.pk, *more])
