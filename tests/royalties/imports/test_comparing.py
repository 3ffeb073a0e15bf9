"""After an import its works are held to others: in small steps, begun again when the worker died, nothing lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import Decision
from royalties.models import DuplicatePair, Outlet, Work, WorksImport
from royalties.services import duplicates
from royalties.services.imports import apply_import, comparing, restart_import, undo_import
from tests.royalties.imports.conftest import after_jobs
from tests.royalties.portal_file import layouts
from tests.screens import client_of, text_of

pytestmark = pytest.mark.usefixtures("august")
# Two and two of near days are alike; the last is like none.
TITLES = [
    ("Khai mạc hội thảo cà phê", "13/07/2026"),
    ("Hội thảo cà phê khai mạc", "14/07/2026"),
    ("Bế mạc giải bóng chuyền tỉnh", "20/07/2026"),
    ("Giải bóng chuyền tỉnh bế mạc", "21/07/2026"),
    ("Trao học bổng", "28/07/2026"),
]
ALIKE = [
    ("Khai mạc hội thảo cà phê", "Hội thảo cà phê khai mạc"),
    ("Bế mạc giải bóng chuyền tỉnh", "Giải bóng chuyền tỉnh bế mạc"),
]


@pytest.fixture
def browser(recorder) -> Client:
    return client_of(recorder)


@pytest.fixture
def applying(upload, recorder) -> WorksImport:
    """A file of five works that the worker is to record, and then to compare two by two."""
    rows = [
        [number, title, day, "Tin", 0, "Mẫu Ví", "", 0, "", f"https://a.test/{number}"]
        for number, (title, day) in enumerate(TITLES)
    ]
    done = upload(layouts.list_of_articles(rows))
    return apply_import(actor=recorder, works_import=done)


@pytest.fixture
def two_at_a_time(monkeypatch) -> None:
    monkeypatch.setattr(comparing, "_CHUNK", 2)


def noted() -> list[tuple[str, str]]:
    return [(pair.first.title, pair.second.title) for pair in DuplicatePair.objects.order_by("pk")]


def page(works_import: WorksImport) -> str:
    return reverse("royalties:import", args=[works_import.pk])


def ended_after(monkeypatch, times: int, error: BaseException) -> None:
    """The worker is ended when it begins the next step after so many."""
    real, calls = comparing.note_pairs_of, []

    def note(*args):
        calls.append(1)
        if len(calls) > times:
            raise error
        real(*args)

    monkeypatch.setattr(comparing, "note_pairs_of", note)


def test_the_works_of_a_file_are_compared_and_the_page_says_nothing_more(applying, browser, two_at_a_time):
    done = after_jobs(applying)
    assert (done.is_comparing, noted()) == (False, ALIKE)
    shown = text_of(browser.get(page(done)))
    assert "dò tác phẩm trùng" not in shown
    assert "Hoàn tác" in shown


@pytest.mark.parametrize("error", [SystemExit(1), RuntimeError("the disk is full")], ids=["ended", "broken"])
def test_a_worker_that_is_ended_half_way_is_seen_and_the_rest_is_found_once(
    applying, browser, recorder, two_at_a_time, monkeypatch, error
):
    with monkeypatch.context() as patch:
        ended_after(patch, 1, error)
        done = after_jobs(applying)
    assert (done.state, done.is_comparing, done.is_stopped) == ("applied", True, True)
    assert noted() == ALIKE[:1]
    DuplicatePair.objects.update(verdict="different", ruled_by=recorder, ruled_at=timezone.now(), reason="hai kỳ")
    shown = text_of(browser.get(page(done)))
    assert "Mọi tác phẩm đã ghi, nhưng việc dò tác phẩm trùng đã dừng" in shown
    assert "Dò lại" in shown
    assert browser.post(reverse("royalties:import-restart", args=[done.pk])).url == page(done)
    assert "Đang dò tác phẩm trùng: đang chờ máy xử lý nền nhận việc." in text_of(browser.get(page(done)))
    done = after_jobs(done)
    assert (done.is_comparing, noted()) == (False, ALIKE)
    assert [pair.verdict for pair in DuplicatePair.objects.order_by("pk")] == ["different", "waiting"]
    assert Work.objects.count() == 5
    assert Decision.objects.get(action="chạy lại tệp tác phẩm").actor == recorder


def test_a_worker_that_died_without_a_word_is_seen_after_a_minute_and_on_the_desk(applied, browser, recorder):
    WorksImport.objects.filter(pk=applied.pk).update(compared_at=None, beat_at=timezone.now(), done=2, total=5)
    applied.refresh_from_db()
    assert "Đang dò tác phẩm trùng: 2 trên 5 tác phẩm." in text_of(browser.get(page(applied)))
    assert "việc nền đã dừng" not in text_of(browser.get("/"))
    with pytest.raises(ValidationError, match="không dừng"):
        restart_import(actor=recorder, works_import=applied)
    WorksImport.objects.filter(pk=applied.pk).update(beat_at=timezone.now() - timedelta(seconds=61))
    assert "1 tệp Excel mà việc nền đã dừng" in text_of(browser.get("/"))
    stopped = browser.get(reverse("royalties:worksimport-list") + "?waits=stopped")
    assert [row.record.pk for row in stopped.context["table"].paginated_rows] == [applied.pk]
    restart_import(actor=recorder, works_import=applied)
    assert after_jobs(applied).is_comparing is False


def test_a_file_that_is_taken_back_meanwhile_is_compared_no_further(applying, recorder, two_at_a_time, monkeypatch):
    real = comparing.note_pairs_of

    def undone_meanwhile(*args):
        real(*args)
        undo_import(actor=recorder, works_import=applying, reason="nạp nhầm")

    monkeypatch.setattr(comparing, "note_pairs_of", undone_meanwhile)
    done = after_jobs(applying)
    assert (done.state, done.compared_at, noted()) == ("undone", None, [])


def test_what_is_corrected_or_deleted_while_it_is_looked_at_is_written_as_it_is_by_then(applying, monkeypatch):
    real = duplicates._alike_titles

    def changed_meanwhile(*args):
        found = real(*args)
        Work.objects.filter(title=TITLES[0][0]).update(title="Thời tiết nông vụ")
        last = Work.objects.get(title=TITLES[3][0])
        last.parts.all().delete()
        last.contributions.all().delete()
        last.delete()
        return found

    monkeypatch.setattr(duplicates, "_alike_titles", changed_meanwhile)
    assert (after_jobs(applying).is_comparing, noted()) == (False, [])


def test_an_address_that_was_corrected_meanwhile_is_the_same_no_more(upload, recorder, outlet, monkeypatch):
    elsewhere = Outlet.objects.get(unit=outlet.unit, medium="radio")
    old = Work(outlet=elsewhere, title="Phát thanh sáng", url="http://www.a.test/1", published_on=date(2026, 7, 1))
    old.refresh_keys()
    old.save()
    done = upload()
    apply_import(actor=recorder, works_import=done)
    real = duplicates._same_links

    def changed_meanwhile(*args):
        found = real(*args)
        assert len(found) == 1
        Work.objects.filter(pk=old.pk).update(url="", link_key="")
        return found

    monkeypatch.setattr(duplicates, "_same_links", changed_meanwhile)
    assert (after_jobs(done).is_comparing, noted()) == (False, [])


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_titles_are_held_to_each_other(applying, two_at_a_time, monkeypatch):
    real, seen = duplicates._alike_titles, []

    def look(*args):
        seen.append(connection.in_atomic_block)
        return real(*args)

    monkeypatch.setattr(duplicates, "_alike_titles", look)
    after_jobs(applying)
    assert seen == [False, False, False]
