"""Many rows at once: the same as one by one, whatever stands in them."""

from datetime import date

from core.bulk import prepare, reserve_keys
from core.models import Decision, Unit, User
from tests.core.accounts import person, unit

STRANGE = "Tab\t, dòng\nmới\r, gạch \\ chéo, \\N, nháy ' \" và NULL"


def decisions(actor: User, place: Unit | None) -> list[Decision]:
    return [
        Decision(
            actor=actor, action="thử", target_type="x", target_id=None, target_label=label, unit=place, after=after
        )
        for label, after in ((STRANGE, {"tên": STRANGE}), ("", None))
    ]


def test_rows_come_back_as_they_were_made(db):
    actor, place = person("an"), unit("a")
    made = decisions(actor, place)
    reserve_keys(made)
    prepare(Decision, made).insert()
    one, two = Decision.objects.order_by("pk")
    assert (one.target_label, one.after, one.unit, one.target_id) == (STRANGE, {"tên": STRANGE}, place, None)
    assert (two.target_label, two.after, two.reason) == ("", None, "")
    assert one.at.date() >= date(2020, 1, 1)


def test_keys_are_reserved_once_and_those_not_used_leave_a_gap(db):
    actor = person("an")
    first, second = decisions(actor, None), decisions(actor, None)
    reserve_keys(first)
    reserve_keys(second)
    keys = [one.pk for one in [*first, *second]]
    assert keys == list(range(keys[0], keys[0] + 4))
    prepare(Decision, second).insert()
    later = Decision.objects.create(actor=actor, action="thử", target_type="x", target_label="y")
    assert later.pk == keys[3] + 1


def test_nothing_is_written_where_there_is_nothing(db):
    reserve_keys([])
    prepare(Decision, []).insert()
    assert not Decision.objects.exists()
