"""Works of a file that stand elsewhere already, or that an opening balance names: they would be paid twice."""

from collections.abc import Sequence

from core.text import sort_key
from royalties.alike import link_key
from royalties.models import Outlet, PaymentSheet, Work
from royalties.paid_elsewhere import paid_elsewhere, say_paid_elsewhere
from royalties.works_file import Fault, FileWork, columns

_CHUNK = 500


def recorded_faults(works: Sequence[FileWork], outlets: dict[str, Outlet], draft: PaymentSheet | None) -> list[Fault]:
    """This will name the works that are recorded or paid already, but for those of the draft that makes way."""
    faults = _paid_elsewhere_faults(works, outlets)
    for start in range(0, len(works), _CHUNK):
        chunk = works[start : start + _CHUNK]
        known = Work.objects.like(
            outlets=[outlet.pk for outlet in outlets.values()],
            links=[work.url for work in chunk if work.url],
            titles=[work.title for work in chunk],
        )
        if draft:
            known = known.exclude(on_sheets__sheet=draft)
        faults += _same_works(chunk, outlets, list(known.prefetch_related("on_sheets__sheet")))
    return faults


def _paid_elsewhere_faults(works: Sequence[FileWork], outlets: dict[str, Outlet]) -> list[Fault]:
    unit = next((outlet.unit_id for outlet in outlets.values()), None)
    found = zip(works, paid_elsewhere(unit, works), strict=True)
    return [Fault(work.row, columns.TITLE, f"tác phẩm {say_paid_elsewhere(paid)}") for work, paid in found if paid]


def _same_works(works: Sequence[FileWork], outlets: dict[str, Outlet], known: list[Work]) -> list[Fault]:
    """The same address, however it is written, is the same work of the unit, in any medium.

    So are the same title and day of a place where not both have a link.
    """
    by_link = {work.link_key: work for work in known if work.link_key}
    by_title = {(work.outlet_id, work.title_key, work.published_on): work for work in known}
    faults = []
    for work in works:
        outlet = outlets[work.medium].pk if work.medium in outlets else None
        same = by_link.get(link_key(work.url)) if work.url else None
        titled = by_title.get((outlet, sort_key(work.title), work.published_on))
        if same:
            faults.append(Fault(work.row, columns.URL, f"tác phẩm đã được ghi: {_where(same)}"))
        elif titled and not (work.url and titled.url):
            faults.append(Fault(work.row, columns.TITLE, f"tác phẩm đã được ghi: {_where(titled)}"))
    return faults


def _where(work: Work) -> str:
    sheets = [str(item.sheet) for item in work.on_sheets.all()]
    return ", ".join(sheets) if sheets else "chưa lên bảng thanh toán"
