"""Whoever is almost the right person is refused, page by page and verb by verb.

Every address that names a thing is asked by three people: one who may; one of the same role in another unit, for whom
the thing does not exist; one of the same unit whose role does not do this. A new address without an entry fails.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from budgets.services import approve_sheet
from core.models import Unit, User
from rates import services as law
from rates.models import Schedule, ScheduleLine
from royalties import services
from royalties.models import DuplicatePair, OpeningFund, Payee, PaymentSheet, Quota, Work, WorksImport
from royalties.opening_table import FUNDS, read_pasted
from royalties.services import adjusting, building, imports, quotas, signing
from royalties.services.countering import counter_sheet
from royalties.services.payee_accounts import rule_on_account
from royalties.states import SheetAction
from tests import list_rows
from tests.rates.schedules import PDF, head, terms
from tests.royalties.recording import DAY, facts
from tests.royalties.sheets.conftest import papers
from tests.royalties.sheets.people import FUNDING
from tests.screens import client_of, holder
from tests.things import things_of

WHY = "vì một lẽ"
# Open to whoever holds a paper with its code.
BY_CODE = {"reports:sheet-check"}


@dataclass(frozen=True)
class Entry:
    """Who may, the role that does not do this, and for a post the verb behind it, refused to both by itself.

    not_this: a role of the unit, or of the province where every role of a unit may; none is an account without a role.
    elsewhere: what the same role in another unit is answered.
    """

    may: str
    not_this: str | None
    verb: Callable | None = None
    elsewhere: int = 404


def look(may: str, not_this: str | None, **more) -> dict[str, Entry]:
    return {"get": Entry(may, not_this, **more)}


def change(may: str, not_this: str, verb: Callable) -> dict[str, Entry]:
    return {"post": Entry(may, not_this, verb)}


def form(may: str, not_this: str, verb: Callable) -> dict[str, Entry]:
    return look(may, not_this) | change(may, not_this, verb)


def of_work(verb: Callable, **told) -> Callable:
    return lambda actor, pk: verb(actor=actor, work=Work.objects.get(pk=pk), **told)


def of_import(verb: Callable, **told) -> Callable:
    return lambda actor, pk: verb(actor=actor, works_import=WorksImport.objects.get(pk=pk), **told)


def of_payee(verb: Callable, **told) -> Callable:
    return lambda actor, pk: verb(actor=actor, payee=Payee.objects.get(pk=pk), **told)


def of_sheet(verb: Callable, **told) -> Callable:
    return lambda actor, pk: verb(actor=actor, sheet=PaymentSheet.objects.get(pk=pk), **told)


def of_schedule(verb: Callable, **told) -> Callable:
    return lambda actor, pk: verb(actor=actor, schedule=Schedule.objects.get(pk=pk), **told)


def of_line(verb: Callable, **told) -> Callable:
    def act(actor, pk, row):
        verb(actor=actor, schedule=Schedule.objects.get(pk=pk), line=ScheduleLine.objects.get(pk=row), **told)

    return act


def edit(actor: User, pk: int) -> None:
    work = Work.objects.get(pk=pk)
    row = work.parts.get().schedule_row
    services.edit_work(actor=actor, work=work, facts=facts(work.outlet, row))


def merge(actor: User, pk: int, other: int) -> None:
    kept, merged = Payee.objects.get(pk=pk), Payee.objects.get(pk=other)
    services.merge_payees(actor=actor, kept=kept, merged=merged, reason=WHY)


def rule_account(actor: User, pk: int) -> None:
    told = {"payee": Payee.objects.get(pk=pk), "user": User.objects.get(username="thu-ky")}
    rule_on_account(actor=actor, is_same=True, reason=WHY, **told)


def add(actor: User, unit: int, year: int, kind: str) -> None:
    table = read_pasted(FUNDS, "Truyền hình\t1.000")
    services.add_opening(actor=actor, unit=Unit.objects.get(pk=unit), year=year, table=table)


def drop(actor: User, unit: int, year: int, kind: str, pk: int) -> None:
    services.drop_opening(actor=actor, row=OpeningFund.objects.get(pk=pk), reason=WHY)


def end(actor: User, pk: int) -> None:
    quotas.end_quota(actor=actor, quota=Quota.objects.get(pk=pk), last_on=DAY, reason=WHY)


def rule(actor: User, pk: int) -> None:
    services.rule_on_pair(actor=actor, pair=DuplicatePair.objects.get(pk=pk), verdict="different", reason=WHY)


def verify(actor: User, pk: int) -> None:
    schedule = Schedule.objects.get(pk=pk)
    with pytest.raises(PermissionDenied):
        law.mark_lines(actor=actor, schedule=schedule, marks={})
    law.conclude_verification(actor=actor, schedule=schedule)


SEES_WORKS = look("recorder", "finance_reviewer")
SEES_MONEY = look("recorder", "provincial_coordinator")
SEES_DRAFT = look("accountant", None)
KEEPS = ("unit_head", "accountant")
TABLE: dict[str, dict[str, Entry]] = {
    # The law is for everybody who holds a role, wherever.
    "rates:instrument": look("recorder", None, elsewhere=200),
    "rates:history": look("recorder", None, elsewhere=200),
    "rates:schedule": SEES_DRAFT,
    "rates:schedule-scan": SEES_DRAFT,
    "rates:schedule-template": SEES_DRAFT,
    "rates:schedule-head": form(*KEEPS, of_schedule(law.change_head, head=head())),
    "rates:schedule-line-new": form(*KEEPS, of_schedule(law.save_line, terms=terms())),
    "rates:schedule-line": form(*KEEPS, of_line(law.save_line, terms=terms())),
    "rates:schedule-line-remove": change(*KEEPS, of_line(law.remove_line)),
    "rates:schedule-scan-add": form(*KEEPS, of_schedule(law.attach_scan, name="a.pdf", content=PDF)),
    "rates:schedule-submit": form(*KEEPS, of_schedule(law.submit_schedule)),
    "rates:schedule-upload": form(*KEEPS, of_schedule(law.keep_upload, name="a.xlsx", content=b"PK")),
    "rates:schedule-preview": form(*KEEPS, of_schedule(law.save_upload)),
    "rates:schedule-errors": look(*KEEPS),
    "rates:schedule-verify": form("board_head", "recorder", verify),
    "royalties:payee": SEES_MONEY,
    "royalties:payee-edit": form("accountant", "unit_head", of_payee(services.update_payee, changes={})),
    "royalties:payee-complete": form("accountant", "unit_head", of_payee(services.update_payee, changes={})),
    "royalties:pen-name-add": change("recorder", "board_head", of_payee(services.add_pen_name, name="Ban Mai")),
    "royalties:payee-account": form("accountant", "unit_head", rule_account),
    "royalties:payee-merge": form("accountant", "board_deputy", merge),
    "royalties:pair": SEES_WORKS | change("board_deputy", "recorder", rule),
    "royalties:work": SEES_WORKS,
    "royalties:work-edit": form("recorder", "accountant", edit),
    "royalties:work-delete": form("recorder", "board_head", of_work(services.delete_work, reason=WHY)),
    "royalties:work-review": change("board_head", "recorder", of_work(services.review_work)),
    "royalties:work-return": form("board_head", "unit_head", of_work(services.return_work, reason=WHY)),
    "royalties:work-price-why": SEES_MONEY,
    "royalties:work-adjust": form("board_head", "accountant", of_work(adjusting.set_adjustments, adjustments={})),
    "royalties:work-remunerate": form("board_head", "unit_head", of_work(adjusting.set_remuneration, percents={})),
    "royalties:quota-except": form("board_deputy", "recorder", of_work(quotas.except_from_quota, reason=WHY)),
    "royalties:quota-count": form("board_deputy", "accountant", of_work(quotas.count_for_quota, reason=WHY)),
    "royalties:quota-end": form("board_head", "unit_head", end),
    "royalties:score-preview": look("board_head", "recorder"),
    "royalties:import": SEES_MONEY,
    "royalties:import-progress": SEES_MONEY,
    "royalties:import-errors": SEES_MONEY,
    "royalties:import-answer": change("recorder", "accountant", of_import(imports.answer_import, answers={})),
    "royalties:import-apply": change("recorder", "board_head", of_import(imports.apply_import)),
    "royalties:import-cancel": change("recorder", "unit_head", of_import(imports.cancel_import)),
    "royalties:import-restart": change("recorder", "board_deputy", of_import(imports.restart_import)),
    "royalties:import-undo": form("recorder", "accountant", of_import(imports.undo_import, reason=WHY)),
    "royalties:opening": SEES_MONEY | change("accountant", "unit_head", add),
    "royalties:opening-drop": form("recorder", "board_head", drop),
    "budgets:sheet-fund": form("accountant", "board_head", of_sheet(building.fund_sheet, funding=FUNDING)),
    "budgets:sheet-rebuild": change("recorder", "unit_head", of_sheet(building.rebuild_sheet)),
    "budgets:sheet-take-off": form("recorder", "board_deputy", of_sheet(building.take_off, works=[])),
    "budgets:sheet-discard": form("accountant", "unit_head", of_sheet(building.discard_sheet, reason=WHY)),
    "budgets:sheet-submit": change("recorder", "board_head", of_sheet(signing.submit_sheet)),
    "budgets:sheet-withdraw": form("recorder", "board_head", of_sheet(signing.withdraw_sheet, reason=WHY)),
    "budgets:sheet-return": form("board_head", "accountant", of_sheet(signing.return_sheet, reason=WHY, deadline=DAY)),
    "budgets:sheet-board-approve": change(
        "board_head", "board_deputy", of_sheet(signing.sign_sheet, action=SheetAction.BOARD_APPROVE)
    ),
    "budgets:sheet-check": change("accountant", "recorder", of_sheet(signing.sign_sheet, action=SheetAction.CHECK)),
    "budgets:sheet-counter": form("accountant", "unit_head", of_sheet(counter_sheet, reason=WHY)),
    "signing:approve": change("unit_head", "board_head", of_sheet(approve_sheet, render=papers)),
    "reports:payment-sheet": SEES_MONEY,
    "reports:work-why": SEES_MONEY,
    "reports:tax-why": SEES_MONEY,
    "reports:payment-sheet-file": SEES_MONEY,
}
ENTRIES = [(name, method, entry) for name, entries in TABLE.items() for method, entry in entries.items()]
PROVINCE = {"finance_reviewer", "provincial_coordinator"}


@pytest.fixture
def things(office, system, tmp_path) -> dict[str, list]:
    return things_of(office, system, tmp_path)


@pytest.fixture
def people(things, office) -> dict[tuple[str | None, str], User]:
    """Accounts by role and by where they hold it."""
    other = list_rows.make_unit("khac", "Đơn vị khác")
    here = {role for _, _, entry in ENTRIES for role in (entry.may, entry.not_this)}
    made = {(role, "here"): holder(role, _place(role, office), f"{role}-o-day") for role in here}
    away = {entry.may for _, _, entry in ENTRIES}
    return made | {(role, "away"): holder(role, other, f"{role}-noi-khac") for role in away}


def _place(role: str | None, office: Unit) -> Unit | None:
    return None if role in PROVINCE else office


def _methods(resolver=None, space: str = "") -> Iterator[tuple[str, str]]:
    """Every address that names a thing with every way in which it may be asked."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _methods(pattern, pattern.namespace or space)
        elif isinstance(pattern, URLPattern) and "<" in str(pattern.pattern):
            view = pattern.callback.view_class
            ways = [way for way in ("get", "post", "put", "patch", "delete") if hasattr(view, way)]
            name = f"{space}:{pattern.name}"
            yield from ((name, way) for way in ways if name not in BY_CODE)


def test_the_table_names_every_address_of_a_thing_and_every_way_to_ask_it(things):
    assert sorted((name, method) for name, method, _ in ENTRIES) == sorted(_methods())
    assert set(TABLE) == set(things)
    assert [name for name, method, entry in ENTRIES if (method == "post") != (entry.verb is not None)] == []


def test_pages_refuse_whoever_is_almost_the_right_person(things, people):
    wrong = []
    for name, method, entry in ENTRIES:
        where = reverse(name, args=things[name])
        asked = [(entry.may, "away", {entry.elsewhere}), (entry.not_this, "here", {403})]
        for role, place, answers in [*asked, (entry.may, "here", {200, 302, 400, 422})]:
            status = _asked(client_of(people[role, place]), method, where)
            wrong += [] if status in answers else [f"{method} {where}: {role} {place} → {status}"]
    assert wrong == []


def _asked(client: Client, method: str, where: str) -> int:
    """What was asked for is undone, so that the next one finds the same."""
    with transaction.atomic():
        status = getattr(client, method)(where).status_code
        transaction.set_rollback(True)
    return status


def test_verbs_refuse_them_too_whatever_page_they_come_from(things, people):
    let_through = []
    for name, _, entry in [one for one in ENTRIES if one[2].verb]:
        for user in (people[entry.may, "away"], people[entry.not_this, "here"]):
            try:
                with transaction.atomic():
                    entry.verb(user, *things[name])
            except PermissionDenied:
                continue
            let_through.append(f"{name}: {user.username}")
    assert let_through == []
