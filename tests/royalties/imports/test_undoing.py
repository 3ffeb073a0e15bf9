"""An import is taken back whole, as long as nothing is built on what it recorded."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from core.audit import record
from core.models import Decision
from royalties.models import Contribution, DuplicatePair, Outlet, Payee, PaymentSheet, SheetWork, Work, WorkPart
from royalties.services import add_pen_name
from royalties.services.imports import undo_import, works_in_the_way
from tests.core.accounts import unit as make_unit
from tests.royalties.portal_file import layouts
from tests.screens import holder

WHY = "Nạp nhầm tháng"
pytestmark = pytest.mark.usefixtures("august")


@pytest.fixture
def work(applied) -> Work:
    return Work.objects.get(url="https://a.test/1")


def test_an_undone_import_leaves_nothing_but_its_decision(applied, recorder, unit):
    there = Payee.objects.create(unit=unit, name="Người Có Trước", to_complete=True)
    done = undo_import(actor=recorder, works_import=applied, reason=WHY)
    assert done.state == "undone"
    assert not any(model.objects.exists() for model in (Work, WorkPart, Contribution))
    assert list(Payee.objects.all()) == [there]
    decision = Decision.objects.get(action="hoàn tác tệp tác phẩm")
    assert (decision.actor, decision.reason) == (recorder, WHY)
    assert (decision.before, decision.after) == ({"số tác phẩm": 3}, {"số người nhận đã bỏ": 4})


def test_the_works_of_others_stay(applied, upload, recorder, outlet):
    Work.objects.create(outlet=outlet, title="Của người khác", published_on="2026-07-01")
    undo_import(actor=recorder, works_import=applied, reason=WHY)
    assert [work.title for work in Work.objects.all()] == ["Của người khác"]


def test_a_payee_on_whom_something_is_built_stays(applied, recorder, outlet):
    named = Payee.objects.get(name="Trần Văn Ví")
    other = Work.objects.create(outlet=outlet, title="Của người khác", published_on="2026-07-01")
    Contribution.objects.create(work=other, payee=named, share=1, order=1)
    known = Payee.objects.get(name="Y Ví Mlô")
    add_pen_name(actor=recorder, payee=known, name="Ví Ví")
    undo_import(actor=recorder, works_import=applied, reason=WHY)
    assert {payee.name for payee in Payee.objects.all()} == {"Trần Văn Ví", "Y Ví Mlô"}


def review(work: Work, recorder) -> None:
    Work.objects.filter(pk=work.pk).update(state="reviewed", reviewed_by=recorder, reviewed_at=timezone.now())


def score(work: Work, recorder) -> None:
    WorkPart.objects.filter(work=work, order=1).update(coefficient=8)


def edit(work: Work, recorder) -> None:
    record(actor=recorder, action="sửa tác phẩm", target=work, unit=work.outlet.unit)


def put_on_a_sheet(work: Work, recorder) -> None:
    sheet = PaymentSheet.objects.create(
        unit=work.outlet.unit,
        period="2026-07-01",
        kind="royalty",
        gross=0,
        formula="1",
        inputs={},
        fingerprint="0" * 64,
        created_by=recorder,
    )
    SheetWork.objects.create(sheet=sheet, work=work, order=1, gross=0, explanation={})


def rule_on(work: Work, recorder) -> None:
    other = Work.objects.create(outlet=work.outlet, title="Tin cũ", published_on="2026-07-01")
    DuplicatePair.objects.create(
        first=work, second=other, verdict="different", ruled_by=recorder, ruled_at=timezone.now(), reason="khác"
    )


def test_a_pair_on_which_nobody_ruled_goes_with_the_work(applied, recorder, work):
    other = Work.objects.create(outlet=work.outlet, title="Tin cũ", published_on="2026-07-01")
    DuplicatePair.objects.create(first=work, second=other)
    undo_import(actor=recorder, works_import=applied, reason=WHY)
    assert list(Work.objects.all()) == [other]


@pytest.mark.parametrize("build", [rule_on, review, score, edit, put_on_a_sheet])
def test_what_is_built_on_a_work_stands_in_the_way_and_is_named(applied, recorder, work, build):
    build(work, recorder)
    assert list(works_in_the_way(applied)) == [work]
    with pytest.raises(ValidationError, match="«Hội nghị tổng kết»"):
        undo_import(actor=recorder, works_import=applied, reason=WHY)
    assert Work.objects.filter(works_import=applied).count() == 3


def test_undoing_needs_a_reason_and_an_applied_import(applied, upload, recorder):
    with pytest.raises(ValidationError, match="lý do"):
        undo_import(actor=recorder, works_import=applied, reason=" ")
    with pytest.raises(ValidationError, match="chờ áp dụng"):
        undo_import(actor=recorder, works_import=upload(layouts.list_of_articles()), reason=WHY)
    undo_import(actor=recorder, works_import=applied, reason=WHY)
    with pytest.raises(ValidationError, match="đã hoàn tác"):
        undo_import(actor=recorder, works_import=applied, reason=WHY)


def test_only_a_recorder_of_the_unit_undoes(applied, unit):
    for user in (holder("recorder", make_unit("khac"), "don-vi-khac"), holder("board_head", unit, "truong-ban")):
        with pytest.raises(PermissionDenied):
            undo_import(actor=user, works_import=applied, reason=WHY)
    assert Outlet.objects.exists()
    assert Work.objects.count() == 3
