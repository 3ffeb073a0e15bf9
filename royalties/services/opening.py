"""Verbs on opening balances: add checked rows all or nothing, drop one that was wrong."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from core.access import Permission, require
from core.audit import record
from core.crypto import keyed_hash
from core.models import Unit, User
from core.money import format_number
from core.text import clean_text, sort_key
from core.workbook import Fault
from rates.terms import Medium
from royalties.alike import link_key
from royalties.models import OpeningBalance, OpeningFund, OpeningPayee, OpeningWork, Payee, Work
from royalties.opening_table import DAY, FUND, FUNDS, GROSS, ID, LINK, MEDIUM, NAME, PAYEES, TAX, TITLE, WORKS, Table
from royalties.services.bylines import PeopleOfUnit, save_newcomer

_CHUNK = 500


class WrongOpeningError(ValueError):
    """A table has wrong cells, so nothing of it was kept."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        super().__init__("\n".join(fault.message for fault in faults))


def check_opening(unit: Unit, year: int, table: Table) -> list[Fault]:
    """This will say what is wrong in a table: what could not be read, and what the unit has already."""
    return sorted({*table.faults, *_CHECKS[table.kind.code](unit, year, table)})


@transaction.atomic
def add_opening(*, actor: User, unit: Unit, year: int, table: Table) -> OpeningBalance:
    """This will add the rows of a table to the unit's opening balance of a year; a new name becomes a payee.

    :raises PermissionDenied: the actor may not prepare sheets of the unit.
    :raises WrongOpeningError: naming every wrong cell; nothing is kept.
    """
    require(actor, Permission.PREPARE_SHEETS, unit=unit)
    # Works that are recorded or drafted at this moment wait, and then find what was added.
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if faults := check_opening(unit, year, table):
        raise WrongOpeningError(faults)
    opening, _ = OpeningBalance.objects.get_or_create(unit=unit, year=year, defaults={"begun_by": actor})
    rows = _MAKERS[table.kind.code](actor, opening, [values for _, values in table.rows])
    type(rows[0]).objects.bulk_create(rows, batch_size=_CHUNK)
    told = {table.kind.title.lower(): "; ".join(_told(row) for row in rows), "số dòng": len(rows)}
    record(actor=actor, action="ghi số dư đầu", target=opening, unit=unit, after=told)
    return opening


@transaction.atomic
def drop_opening(*, actor: User, row: OpeningWork | OpeningPayee | OpeningFund, reason: str) -> None:
    """This will drop one row that was wrong; the book of decisions keeps what it said.

    :raises PermissionDenied: the actor may not prepare sheets of the unit.
    :raises ValidationError: no reason was given.
    """
    opening = row.opening
    require(actor, Permission.PREPARE_SHEETS, unit=opening.unit)
    if not clean_text(reason):
        raise ValidationError("Hãy nêu lý do.")
    record(
        actor=actor,
        action="bỏ dòng số dư đầu",
        target=opening,
        unit=opening.unit,
        before={row._meta.verbose_name: _told(row)},
        reason=clean_text(reason),
    )
    row.delete()


def _told(row: models.Model) -> str:
    if isinstance(row, OpeningPayee):
        return f"{row.payee}: {format_number(row.gross)} đồng, thuế {format_number(row.tax)} đồng"
    return f"{row}: {format_number(row.amount)} đồng" if isinstance(row, OpeningFund) else str(row)


def _check_works(unit: Unit, year: int, table: Table) -> list[Fault]:
    rows = [(number, values) for number, values in table.rows if TITLE in values and DAY in values]
    links = {key for _, values in rows if (key := link_key(values.get(LINK, "")))}
    titles = {sort_key(values[TITLE]) for _, values in rows}
    same = models.Q(link_key__in=links) | models.Q(title_key__in=titles)
    faults: list[Fault] = []
    seen: dict[tuple, str] = {}
    for model, where, said in (
        (OpeningWork, {"opening__unit": unit}, "đã có trong số dư đầu"),
        (Work, {"outlet__unit": unit}, "đã được ghi trong hệ thống"),
    ):
        for row in model.objects.filter(same, **where).only("title_key", "link_key", "published_on"):
            _see(seen, (row.link_key, row.title_key, row.published_on), said)
    for number, values in rows:
        work = (link_key(values.get(LINK, "")), sort_key(values[TITLE]), values[DAY])
        if said := _seen(seen, work):
            faults.append(Fault(number, TITLE, said))
        _see(seen, work, f"trùng với dòng {number}")
    return faults


def _see(seen: dict[tuple, str], work: tuple[str, str, date], said: str) -> None:
    link, title, day = work
    seen.setdefault(("title", title, day, bool(link)), said)
    if link:
        seen.setdefault(("link", link), said)


def _seen(seen: dict[tuple, str], work: tuple[str, str, date]) -> str:
    """The same address is the same work; so are the same title and day where not both have an address."""
    link, title, day = work
    keys = [("link", link), ("title", title, day, False)] + ([] if link else [("title", title, day, True)])
    return next((seen[key] for key in keys if key in seen), "")


def _check_payees(unit: Unit, year: int, table: Table) -> list[Fault]:
    people, faults, seen = PeopleOfUnit(unit), [], {}
    held = set(OpeningPayee.objects.filter(opening__unit=unit, opening__year=year).values_list("payee_id", flat=True))
    for number, values in table.rows:
        if NAME not in values:
            continue
        payee, fault = _find_payee(people, values)
        if fault or (payee and payee.pk in held):
            faults.append(Fault(number, NAME, fault or "đã có trong số dư đầu của năm này: bỏ dòng cũ trước"))
            continue
        who = payee.pk if payee else (sort_key(values[NAME]), keyed_hash(values.get(ID, "")))
        if who in seen:
            faults.append(Fault(number, NAME, f"trùng với dòng {seen[who]}"))
        seen.setdefault(who, number)
    return faults


def _find_payee(people: PeopleOfUnit, values: dict[str, Any]) -> tuple[Payee | None, str]:
    """By the id where one is given; else by the name, which must not be that of several, nor almost that of one."""
    named = people.named(values[NAME])
    if ID in values:
        owner = people.with_id(values[ID])
        if owner and owner not in named:
            return None, f"số định danh này là của «{owner}»"
        return owner or next((one for one in named if not one.id_hash), None), ""
    if people.unclear(values[NAME]):
        return None, "có nhiều người tên này, hoặc tên gần giống: ghi thêm số định danh, hoặc gõ đúng tên"
    return next(iter(named), None), ""


def _check_funds(unit: Unit, year: int, table: Table) -> list[Fault]:
    held = OpeningFund.objects.filter(opening__unit=unit, opening__year=year).values_list("medium", flat=True)
    seen = dict.fromkeys(held, "đã có trong số dư đầu của năm này: bỏ dòng cũ trước")
    faults = []
    for number, values in table.rows:
        medium = values.get(MEDIUM, "")
        if medium in seen:
            faults.append(Fault(number, MEDIUM, seen[medium]))
        if medium:
            seen.setdefault(medium, f"trùng với dòng {number}")
    return faults


def _make_works(actor: User, opening: OpeningBalance, rows: list[dict]) -> list[OpeningWork]:
    works = [
        OpeningWork(opening=opening, title=row[TITLE], url=row.get(LINK, ""), published_on=row[DAY]) for row in rows
    ]
    for work in works:
        work.refresh_keys()
    return works


def _make_payees(actor: User, opening: OpeningBalance, rows: list[dict]) -> list[OpeningPayee]:
    people = PeopleOfUnit(opening.unit)
    return [
        OpeningPayee(opening=opening, payee=_payee(actor, opening.unit, people, row), gross=row[GROSS], tax=row[TAX])
        for row in rows
    ]


def _payee(actor: User, unit: Unit, people: PeopleOfUnit, row: dict) -> Payee:
    payee, _ = _find_payee(people, row)
    if payee is None:
        payee = save_newcomer(actor=actor, unit=unit, name=row[NAME], id_number=row.get(ID, ""))
        people.add(payee)
    return payee


def _make_funds(actor: User, opening: OpeningBalance, rows: list[dict]) -> list[OpeningFund]:
    return [OpeningFund(opening=opening, medium=Medium(row[MEDIUM]).value, amount=row[FUND]) for row in rows]


_CHECKS: dict[str, Callable] = {WORKS.code: _check_works, PAYEES.code: _check_payees, FUNDS.code: _check_funds}
_MAKERS: dict[str, Callable] = {WORKS.code: _make_works, PAYEES.code: _make_payees, FUNDS.code: _make_funds}
