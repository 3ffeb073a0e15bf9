"""Verbs on a unit's narrowings that the province's new rows have lapsed."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.models import Unit, User
from rates.models import Rate, RateCitation
from rates.queries import read_law
from rates.schedules.lapses import Lapse, find_lapses
from rates.services.schedules import require_keeper

_KEPT = ("key", "label", "measure", "scope", "form", "minimum", "maximum", "status", "labels", "dossier")


@transaction.atomic
def confirm_narrowings(*, actor: User, unit: Unit, keys: Collection[str]) -> int:
    """This will let lapsed narrowings of a unit hold again under the province's new rows, and return how many.

    Each gets a new row recorded today that narrows the new row; what was known before stays.

    :raises PermissionDenied: another unit's.
    :raises ValidationError: nothing chosen, not lapsed, or outside the province's new frame.
    """
    require_keeper(actor, unit)
    Unit.objects.select_for_update().get(pk=unit.pk)
    lapses = [lapse for lapse in lapses_of(unit) if lapse.key in keys]
    if faults := list(_faults(lapses, keys)):
        raise ValidationError(faults)
    rates = _write_anew(lapses, unit)
    said = {rate.label: f"từ {rate.start:%d/%m/%Y}" for rate in rates}
    record(actor=actor, action="xác nhận lại mức thu hẹp", target=unit, unit=unit, after=said)
    return len(rates)


def lapses_of(unit: Unit) -> list[Lapse]:
    """This will list the narrowings of a unit that do not hold today or from a later day on."""
    return find_lapses(read_law(unit=unit), timezone.localdate(), demo=unit.is_demo)


def _faults(lapses: list[Lapse], keys: Collection[str]):
    if not keys:
        yield "Hãy chọn ít nhất một mức để xác nhận lại."
    if {lapse.key for lapse in lapses} != set(keys):
        yield "Có mức không cần xác nhận lại nữa: hãy tải lại trang."
    for lapse in lapses:
        if not lapse.fits:
            yield f"«{lapse.narrowing.label}» nằm ngoài khung mới của tỉnh: phải có quyết định thu hẹp mới."


def _write_anew(lapses: list[Lapse], unit: Unit) -> list[Rate]:
    old = Rate.objects.prefetch_related("citations").in_bulk([lapse.narrowing.id for lapse in lapses])
    rates = [_confirmed(lapse, old[lapse.narrowing.id], unit) for lapse in lapses]
    today = Rate.objects.filter(unit=unit, recorded=timezone.localdate()).values_list("key", "start")
    if doubled := {(rate.key, rate.start) for rate in rates} & set(today):
        raise ValidationError(f"«{doubled.pop()[0]}» đã được ghi nhận hôm nay: từ ngày mai mới xác nhận lại được.")
    rates = Rate.objects.bulk_create(rates)
    RateCitation.objects.bulk_create(
        RateCitation(rate=rate, instrument_id=cited.instrument_id, clause=cited.clause, order=cited.order)
        for rate, lapse in zip(rates, lapses, strict=True)
        for cited in old[lapse.narrowing.id].citations.all()
    )
    return rates


def _confirmed(lapse: Lapse, old: Rate, unit: Unit) -> Rate:
    return Rate(
        **{name: getattr(old, name) for name in _KEPT},
        unit=unit,
        narrows_id=lapse.general.row_ids[0],
        start=lapse.start,
        recorded=timezone.localdate(),
        note="Đơn vị xác nhận lại sau khi biểu mức của tỉnh đổi.",
    )
