"""Works of the demo portal that wait for somebody: some for the board's review, some for a score. All are invented."""

from dataclasses import dataclass
from datetime import date

from core.models import Unit, User
from rates.models import ScheduleRow
from reports.demo.units import PORTAL
from royalties.models import Outlet, Work
from royalties.services import WorkFacts, record_work, review_works
from royalties.services.bylines import Byline

RECORDER, REVIEWER = "thuky", "truongban"


@dataclass(frozen=True)
class WaitingWork:
    """A work as the demo's recorder types it in."""

    title: str
    published_on: date
    genre: str
    authors: tuple[str, ...]
    photos: int = 0


_BINH, _CHI, _DUNG = "Trần Mẫu Bình", "Lê Thị Mẫu Chi", "Phạm Mẫu Dũng"
FOR_A_SCORE = (
    WaitingWork("Minh hoạ: Phiên chợ sớm bên hồ", date(2026, 10, 2), "reportage", (_BINH,), 4),
    WaitingWork("Minh hoạ: Họp giao ban tháng 10", date(2026, 10, 5), "news", (_CHI,), 1),
    WaitingWork("Minh hoạ: Trả lời bạn đọc về thủ tục đất đai", date(2026, 10, 6), "reader_reply", (_BINH,)),
    WaitingWork("Minh hoạ: Người giữ nhịp chiêng", date(2026, 10, 9), "sketch", (_CHI, _DUNG), 3),
    WaitingWork("Minh hoạ: Chuyển đổi số từ buôn làng", date(2026, 10, 12), "commentary", (_DUNG,), 2),
    WaitingWork("Minh hoạ: Gặp người trồng cà phê đặc sản", date(2026, 10, 14), "interview", (_CHI,), 2),
)
FOR_REVIEW = (
    WaitingWork("Minh hoạ: Khai giảng lớp bồi dưỡng biên tập viên", date(2026, 10, 15), "news", (_BINH,), 1),
    WaitingWork("Minh hoạ: Lớp bồi dưỡng biên tập viên khai giảng", date(2026, 10, 15), "news", (_CHI,), 1),
    WaitingWork("Minh hoạ: Mùa ong đi lấy mật", date(2026, 10, 20), "reportage", (_DUNG,), 5),
    WaitingWork("Minh hoạ: Toàn cảnh ngày hội qua ảnh", date(2026, 10, 23), "photo", (_BINH,), 8),
)


def ensure_waiting_works(*, units: dict[str, Unit], users: dict[str, User]) -> None:
    """This will record the works that are missing, and let the board review those that then wait for a score."""
    outlet = Outlet.objects.select_related("unit").get(unit=units[PORTAL.code], medium="portal")
    rows = {row.code: row for row in ScheduleRow.objects.filter(medium="portal")}
    titles = [waiting.title for waiting in (*FOR_A_SCORE, *FOR_REVIEW)]
    known = set(Work.objects.filter(outlet=outlet, title__in=titles).values_list("title", flat=True))
    made = {
        waiting: record_work(actor=users[RECORDER], facts=_facts(waiting, outlet, rows))
        for waiting in (*FOR_A_SCORE, *FOR_REVIEW)
        if waiting.title not in known
    }
    review_works(actor=users[REVIEWER], works=[made[waiting].pk for waiting in FOR_A_SCORE if waiting in made])


def _facts(waiting: WaitingWork, outlet: Outlet, rows: dict[str, ScheduleRow]) -> WorkFacts:
    return WorkFacts(
        outlet=outlet,
        title=waiting.title,
        published_on=waiting.published_on,
        row=rows[waiting.genre],
        bylines=tuple(Byline(name) for name in waiting.authors),
        photos=waiting.photos,
    )
