"""A unit that records works, and what somebody types into the form, to vary."""

from datetime import date

from core.models import Unit
from rates.models import ScheduleRow
from royalties.models import Outlet, Work
from royalties.services import WorkFacts, record_work
from royalties.services.bylines import Byline
from tests import list_rows

DAY = date(2026, 7, 10)


def schedule() -> dict[str, ScheduleRow]:
    """This will make the rows of the portal and of radio that the tests record under."""
    instrument = list_rows.make_instrument("2/2026/QĐ-THU")
    rows = [("portal", "news", "Tin"), ("portal", "photo", "Ảnh"), ("portal", "reportage", "Phóng sự")]
    made = {
        code: ScheduleRow.objects.create(
            medium=medium, code=code, genre=code, label=label, measure="bài", order=order, instrument=instrument
        )
        for order, (medium, code, label) in enumerate(rows)
    }
    radio = ScheduleRow.objects.create(
        medium="radio", code="news", genre="news", label="Tin phát thanh", measure="tin", order=9, instrument=instrument
    )
    return made | {"radio": radio}


def outlet_of(unit: Unit, medium: str = "portal") -> Outlet:
    """This will open an outlet of a unit."""
    return Outlet.objects.create(unit=unit, medium=medium, name=f"Nơi đăng {medium} của {unit}")


def facts(outlet: Outlet, row: ScheduleRow, *names: str, **more) -> WorkFacts:
    """This will be what somebody knows of a good work."""
    lines = tuple(Byline(name) for name in names or ("Nguyễn Thị Mẫu",))
    good = {"title": "Khai mạc hội thảo cà phê", "published_on": DAY, "bylines": lines}
    return WorkFacts(outlet=outlet, row=row, **(good | more))


def recorded(actor, outlet: Outlet, row: ScheduleRow, **more) -> Work:
    """This will record a good work."""
    return record_work(actor=actor, facts=facts(outlet, row, **more))


def typed(outlet: Outlet, row: ScheduleRow, *lines: dict, **cells) -> dict:
    """This will be the form as a browser posts it; a line is what stands in the boxes of one author."""
    lines = lines or ({"name": "Nguyễn Thị Mẫu"},)
    good = {
        "outlet": outlet.pk,
        "title": "Khai mạc hội thảo cà phê",
        "url": "https://daklak.example/1",
        "published_on": "10/07/2026",
        "ordered_on": "",
        "row": row.pk,
        "photos": "",
        "note": "",
        "tac-gia-TOTAL_FORMS": len(lines),
        "tac-gia-INITIAL_FORMS": 0,
    }
    for place, line in enumerate(lines):
        for name, text in ({"share": "", "role": "author"} | line).items():
            good[f"tac-gia-{place}-{name}"] = text
    return good | cells
