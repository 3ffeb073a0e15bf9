"""What a unit's frozen sheets pay by month, outlet and genre, kept in the transaction that freezes or cancels one."""

from django.db.models import F

from royalties.models import MonthTotal, PaymentSheet


def add_totals(sheet: PaymentSheet, *, sign: int) -> None:
    """This will add a sheet to its month's totals, or take it off again where sign is -1."""
    sums: dict[tuple[int, str], list[int]] = {}
    works = sheet.works.select_related("work").prefetch_related("work__parts__schedule_row")
    for one in works:
        genre = one.work.parts.all()[0].schedule_row.genre
        held = sums.setdefault((one.work.outlet_id, genre), [0, 0])
        held[0], held[1] = held[0] + 1, held[1] + one.gross
    for (outlet_id, genre), (works_added, gross) in sorted(sums.items()):
        place = {"outlet_id": outlet_id, "genre": genre, "kind": sheet.kind, "month": sheet.period}
        total, _ = MonthTotal.objects.get_or_create(unit=sheet.unit, **place)
        added = {"works": F("works") + sign * works_added, "gross": F("gross") + sign * gross}
        MonthTotal.objects.filter(pk=total.pk).update(**added)
