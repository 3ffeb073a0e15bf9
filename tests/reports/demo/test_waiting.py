"""Works of the demo that wait: there is something to review and something to score from the first minute on."""

from collections import Counter

import pytest

from royalties.models import Payee, Work

pytestmark = pytest.mark.django_db


def waiting() -> list[Work]:
    return list(Work.objects.filter(on_sheets=None))


def test_some_works_wait_for_review_and_some_for_a_score(demo):
    assert Counter((work.outlet.unit.code, work.state) for work in waiting()) == {
        ("mh-cong", "reviewed"): 6,
        ("mh-cong", "recorded"): 4,
    }


def test_they_are_recorded_and_reviewed_by_two_people_and_owed_to_people_who_are_known(demo):
    for work in waiting():
        assert work.recorded_by.username == "thuky"
        assert (work.reviewed_by and work.reviewed_by.username) == ("truongban" if work.state == "reviewed" else None)
    assert not Payee.objects.filter(contributions__work__in=waiting(), id_hash="").exists()


def test_again_they_stay_as_they_are(run_demo):
    run_demo()
    first = sorted((work.pk, work.state) for work in waiting())
    run_demo()
    assert sorted((work.pk, work.state) for work in waiting()) == first
