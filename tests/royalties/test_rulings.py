"""What the board decided of two works outlives the next file of the month, which writes the draft's works anew."""

from datetime import date

import pytest

from core.models import Unit
from royalties.models import DuplicatePair, Work
from royalties.remarks import remarks_on
from royalties.services.duplicates import note_pairs, rule_on_pair, set_aside_faults
from tests.royalties.files import good
from tests.screens import holder

OTHER = "https://daklak.example/khac"


@pytest.fixture
def ruled(draft, office: Unit):
    """A work of the draft and one recorded after it that may be the same; the board keeps that of the draft."""

    def rule(verdict: str) -> Work:
        sheet = draft([good(1)])
        paid = sheet.works.get().work
        alike = Work.objects.create(outlet=paid.outlet, title=paid.title, published_on=paid.published_on, url=OTHER)
        note_pairs(office.pk, [alike])
        board = holder("board_head", office, "truong-ban")
        rule_on_pair(actor=board, pair=DuplicatePair.objects.get(), verdict=verdict, reason="đã so nội dung")
        return alike

    return rule


def test_the_work_that_was_not_kept_stays_set_aside(draft, ruled):
    alike = ruled("keep_first")
    sheet = draft([good(1), good(2)])
    pair = DuplicatePair.objects.get(second=sheet.works.first().work)
    # The draft's work was written anew, so it is the later one now.
    assert (pair.first, pair.verdict, pair.ruled_by.username) == (alike, "keep_second", "truong-ban")
    assert set(set_aside_faults([alike.pk, sheet.works.first().work_id])) == {alike.pk}
    assert remarks_on(sheet) == []


def test_two_that_are_different_are_not_asked_about_again(draft, ruled):
    alike = ruled("different")
    sheet = draft([good(1), good(2)])
    pair = DuplicatePair.objects.get(second=sheet.works.first().work)
    assert (pair.first, pair.verdict, pair.reason) == (alike, "different", "đã so nội dung")


def test_of_a_work_that_the_next_file_names_otherwise_nothing_is_decided(draft, ruled):
    ruled("keep_first")
    sheet = draft([good(1, **{"Ngày đăng": date(2026, 7, 11)})])
    assert not DuplicatePair.objects.exclude(verdict="waiting").exists()
    assert sheet.works.count() == 1
