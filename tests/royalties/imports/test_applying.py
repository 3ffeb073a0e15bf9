"""Step two: all or nothing; cancelled, ended, overtaken or killed, an import leaves nothing half done."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.bulk import PreparedRows
from core.models import Decision, RoleAssignment
from royalties.models import Contribution, DuplicatePair, Outlet, Payee, Work, WorkPart, WorksImport
from royalties.services.imports import apply_import, cancel_import, restart_import, running
from royalties.services.imports.applying import write
from tests.core.accounts import unit as make_unit
from tests.royalties.imports.conftest import after_jobs
from tests.royalties.portal_file import layouts
from tests.screens import holder
from tests.worker import run_jobs

pytestmark = pytest.mark.usefixtures("august")


def nothing_is_recorded() -> bool:
    return not any(model.objects.exists() for model in (Work, WorkPart, Contribution, Payee))


def test_the_works_are_recorded_unscored_with_who_recorded_them(applied, recorder, outlet):
    assert applied.state == "applied"
    works = Work.objects.order_by("published_on")
    assert [(work.title, work.url, work.state, work.recorded_by, work.outlet) for work in works] == [
        ("Hội nghị tổng kết", "https://a.test/1", "recorded", recorder, outlet),
        ("Mùa cà phê chín", "https://a.test/2", "recorded", recorder, outlet),
        ("Ngày hội đọc sách", "https://a.test/3", "recorded", recorder, outlet),
    ]
    assert {work.works_import for work in works} == {applied}
    parts = WorkPart.objects.order_by("work__published_on", "order")
    assert [(part.schedule_row.code, part.quantity, part.coefficient) for part in parts] == [
        ("news", 1, None),
        ("photo", 2, None),
        ("reportage", 1, None),
        ("news", 1, None),
        ("photo", 1, None),
    ]
    shares = Contribution.objects.order_by("work__published_on", "order")
    assert [(one.payee.name, one.share) for one in shares] == [
        ("Nguyễn Thị Mẫu", Decimal(1)),
        ("Trần Văn Ví", Decimal(1)),
        ("H’Mẫu Êban", Decimal(1)),
        ("Y Ví Mlô", Decimal(1)),
    ]
    assert Payee.objects.filter(to_complete=True, unit=outlet.unit).count() == 4
    assert len(applied.made_payees) == 4


def test_applying_leaves_decisions_of_who_and_how_many(applied, recorder):
    decision = Decision.objects.get(action="nạp tác phẩm từ Excel")
    assert (decision.actor, decision.target_id) == (recorder, applied.pk)
    assert decision.after["số tác phẩm"] == 3
    assert decision.after["số người nhận mới"] == 4
    assert Decision.objects.filter(action="áp dụng tệp tác phẩm").count() == 1


def test_the_same_file_again_has_nothing_to_record(applied, upload, recorder):
    again = upload()
    assert (again.state, again.work_count, again.understood["skipped_count"]) == ("checked", 0, 3)
    with pytest.raises(ValidationError, match="Không có tác phẩm mới"):
        apply_import(actor=recorder, works_import=again)


def test_a_faulty_file_cannot_be_applied(upload, recorder):
    done = upload(layouts.culture_and_tourism())
    with pytest.raises(ValidationError, match="cần sửa hoặc trả lời"):
        apply_import(actor=recorder, works_import=done)


@pytest.mark.parametrize("table", [Work, WorkPart, Contribution])
def test_an_error_in_the_middle_of_writing_leaves_nothing(upload, recorder, monkeypatch, table):
    done = upload()
    apply_import(actor=recorder, works_import=done)
    with monkeypatch.context() as patch:
        patch.setattr(PreparedRows, "insert", _breaking_at(table, RuntimeError("the disk is full")))
        done = after_jobs(done)
    assert done.state == "failed"
    assert "chưa ghi gì" in done.failure
    assert nothing_is_recorded()


def _breaking_at(table, error: BaseException):
    real = PreparedRows.insert

    def insert(rows: PreparedRows) -> None:
        if rows.model is table:
            raise error
        real(rows)

    return insert


def test_a_worker_that_is_ended_in_the_middle_is_seen_and_the_import_begins_again(upload, recorder, monkeypatch):
    done = upload()
    apply_import(actor=recorder, works_import=done)

    with monkeypatch.context() as patch:
        patch.setattr(PreparedRows, "insert", _breaking_at(Contribution, SystemExit(1)))
        done = after_jobs(done)
    assert (done.state, done.is_stopped) == ("applying", True)
    assert nothing_is_recorded()
    restart_import(actor=recorder, works_import=done)
    done = after_jobs(done)
    assert (done.state, done.run) == ("checked", 3)
    apply_import(actor=recorder, works_import=done)
    assert after_jobs(done).state == "applied"
    assert Work.objects.count() == 3


def test_a_worker_that_died_without_a_word_is_seen_after_a_minute(upload, recorder):
    done = upload(read=False)
    WorksImport.objects.filter(pk=done.pk).update(state="reading")
    done.refresh_from_db()
    with pytest.raises(ValidationError, match="không dừng"):
        restart_import(actor=recorder, works_import=done)
    WorksImport.objects.filter(pk=done.pk).update(beat_at=timezone.now() - timedelta(seconds=61))
    restart_import(actor=recorder, works_import=done)
    assert after_jobs(done).state == "checked"


def test_a_slow_worker_that_was_given_up_writes_nothing(upload, recorder, monkeypatch):
    done = upload()
    apply_import(actor=recorder, works_import=done)

    def overtaken(works_import, plan, **others):
        WorksImport.objects.filter(pk=works_import.pk).update(run=works_import.run + 1)
        write(works_import, plan, **others)

    monkeypatch.setattr(running, "write", overtaken)
    assert after_jobs(done).state == "applying"
    assert nothing_is_recorded()


@pytest.mark.parametrize("state", ["uploaded", "checked", "faulty", "applying", "failed"])
def test_an_import_is_cancelled_wherever_it_stands(upload, recorder, state):
    contents = {"faulty": layouts.procuracy(), "failed": b"PK\x03\x04 hong"}
    done = upload(contents.get(state), read=state != "uploaded")
    if state == "applying":
        apply_import(actor=recorder, works_import=done)
        done.refresh_from_db()
    assert done.state == state
    cancel_import(actor=recorder, works_import=done)
    assert after_jobs(done).state == "cancelled"
    assert nothing_is_recorded()
    assert Decision.objects.filter(action="huỷ tệp tác phẩm").count() == 1


@pytest.mark.parametrize("step", ["make_plan", "write"])
def test_an_import_is_cancelled_while_the_worker_is_at_it(upload, recorder, monkeypatch, step):
    done = upload()
    apply_import(actor=recorder, works_import=done)
    real = getattr(running, step)

    def cancelled_meanwhile(works_import, *args, **kwargs):
        cancel_import(actor=recorder, works_import=works_import)
        return real(works_import, *args, **kwargs)

    monkeypatch.setattr(running, step, cancelled_meanwhile)
    assert after_jobs(done).state == "cancelled"
    assert nothing_is_recorded()


def test_what_was_applied_or_cancelled_cannot_be_cancelled(applied, upload, recorder):
    with pytest.raises(ValidationError, match="đã ghi"):
        cancel_import(actor=recorder, works_import=applied)
    other = upload(read=False)
    cancel_import(actor=recorder, works_import=other)
    with pytest.raises(ValidationError, match="đã huỷ"):
        cancel_import(actor=recorder, works_import=other)


def test_what_changed_since_somebody_looked_is_shown_again_before_it_is_recorded(upload, recorder, outlet):
    done = upload()
    apply_import(actor=recorder, works_import=done)
    Work.objects.create(outlet=outlet, title="x", url="https://a.test/1", published_on=date(2026, 7, 10))
    done = after_jobs(done)
    assert (done.state, done.work_count) == ("checked", 2)
    assert Work.objects.count() == 1


def test_works_recorded_while_the_plan_was_made_are_seen_under_the_lock(upload, recorder, outlet, monkeypatch):
    done = upload()
    apply_import(actor=recorder, works_import=done)
    calls = []

    def somebody_was_faster(works_import, plan, **others):
        if not calls:
            calls.append(1)
            Work.objects.create(outlet=outlet, title="x", url="https://b.test/9", published_on=date(2026, 7, 10))
        write(works_import, plan, **others)

    monkeypatch.setattr(running, "write", somebody_was_faster)
    assert after_jobs(done).state == "applied"
    assert Work.objects.count() == 4


@pytest.mark.parametrize("verb", [apply_import, cancel_import, restart_import])
def test_only_a_recorder_of_the_unit_goes_on(upload, unit, verb):
    done = upload()
    for user in (
        holder("recorder", make_unit("khac"), "don-vi-khac"),
        holder("board_head", unit, "truong-ban"),
        holder("unit_head", unit, "thu-truong"),
    ):
        with pytest.raises(PermissionDenied):
            verb(actor=user, works_import=done)


def test_whose_role_ended_before_the_worker_came_records_nothing(upload, recorder):
    done = upload()
    apply_import(actor=recorder, works_import=done)
    RoleAssignment.objects.filter(user=recorder).update(end_on=date(2026, 7, 31))
    done = after_jobs(done)
    assert (done.state, nothing_is_recorded()) == ("failed", True)
    assert "không có quyền" in done.failure


def test_works_that_may_be_one_with_others_are_noted_for_the_board(upload, recorder, outlet):
    elsewhere = Outlet.objects.get(unit=outlet.unit, medium="radio")
    old = Work.objects.create(outlet=elsewhere, title="Hội nghị tổng kết", published_on=date(2026, 7, 10))
    done = upload()
    apply_import(actor=recorder, works_import=done)
    after_jobs(done)
    pair = DuplicatePair.objects.get()
    assert (pair.first, pair.second.works_import, pair.verdict) == (old, done, "waiting")


def _many(count: int) -> bytes:
    people = [f"Mẫu Số {number}" for number in range(1, 21)]
    return layouts.list_of_articles(
        [
            [
                number,
                f"Tin số {number}",
                "13/07/2026",
                "Tin",
                1,
                people[number % 20],
                "",
                1,
                "",
                f"https://a.test/{number}",
            ]
            for number in range(1, count + 1)
        ]
    )


def test_two_thousand_rows_cost_queries_by_the_batch_not_by_the_row(upload, recorder):
    with CaptureQueriesContext(connection) as reading:
        done = upload(_many(2000))
    assert (done.state, done.work_count, done.understood["new_count"]) == ("checked", 2000, 20)
    assert len(reading) < 80
    apply_import(actor=recorder, works_import=done)
    with CaptureQueriesContext(connection) as applying:
        run_jobs()
    assert len(applying) < 110
    assert Work.objects.count() == 2000
    assert WorkPart.objects.count() == 4000
    assert Contribution.objects.count() == 2000
