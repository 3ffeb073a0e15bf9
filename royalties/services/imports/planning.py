"""What an import will record, all in memory: the file read, met with what is recorded; nothing is written here."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from core.jobs import Beat
from core.text import sort_key
from core.workbook import Fault, in_reading_order, read_first_sheet
from rates.models import ScheduleRow
from royalties.alike import link_key
from royalties.genres import PHOTO
from royalties.models import ImportAnswer, OpeningWork, Payee, Work, WorksImport
from royalties.models.imports import AnswerKind
from royalties.paid_elsewhere import paid_elsewhere, say_paid_elsewhere
from royalties.portal_file import Answers, PortalFile, PortalWork, read_portal_file
from royalties.services.imports.people import Known, Meeting, meet
from royalties.works_file import columns

_CHUNK = 500


@dataclass(frozen=True)
class Skipped:
    """A work that stands recorded already, or was paid before the unit began here; why says which."""

    row: int
    title: str
    why: str


@dataclass(frozen=True)
class Plan:
    """What was understood of a file and what is to be recorded.

    :ivar there: what the unit had when it was looked at, see what_is_there.
    """

    file: PortalFile
    works: tuple[PortalWork, ...]
    skipped: tuple[Skipped, ...]
    meeting: Meeting
    faults: tuple[Fault, ...]
    rows: dict[str, ScheduleRow]
    there: tuple[tuple[int, int], ...]

    @property
    def waits(self) -> bool:
        """Whether something must be answered before anything is recorded."""
        asked = self.file.asked
        by_file = asked.date_order or asked.real_dates or asked.day or any(not one.meant for one in asked.genres)
        return bool(by_file) or any(one.must and not one.meant for one in self.meeting.asked)

    @property
    def digest(self) -> str:
        """64 hex digits over what will be recorded: what somebody looked at is what is applied, or it is asked anew."""
        content = [
            [
                work.row,
                work.title,
                work.url,
                str(work.published_on),
                work.genre,
                work.photos,
                [[author.name, _key(self.meeting.met.get(author))] for author in work.authors],
            ]
            for work in self.works
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _key(payee: Payee | None) -> int | None:
    return payee.pk if payee else None


def make_plan(works_import: WorksImport, beat: Beat) -> Plan:
    """This will read an import's file and look up what the database knows of it; writes nothing but the beat.

    :raises UnreadableFileError: the file is no workbook; StoppedError: the job is not to go on.
    """
    beat.tell(0, 0)
    outlet = works_import.outlet
    there = what_is_there(works_import)
    known = Known(works_import.unit)
    sheet = read_first_sheet(BytesIO(bytes(works_import.file.content)))
    answers = answers_of(works_import)
    file = read_portal_file(
        sheet, medium=outlet.medium, today=timezone.localdate(), answers=answers, tell=beat.maybe_tell
    )
    skipped = [*_recorded(works_import, file.works, beat), *_paid(works_import, file.works)]
    rows_skipped = {one.row for one in skipped}
    works = tuple(work for work in file.works if work.row not in rows_skipped)
    meeting = meet(known, works, works_import.answers.get("people", {}))
    rows = {row.code: row for row in ScheduleRow.objects.filter(medium=outlet.medium)}
    faults = [*file.faults, *meeting.faults, *_named_twice(works, meeting), *_unrated(works, rows)]
    return Plan(
        file=file,
        works=works,
        skipped=tuple(skipped),
        meeting=meeting,
        faults=in_reading_order(faults, file.columns),
        rows=rows,
        there=there,
    )


def what_is_there(works_import: WorksImport) -> tuple[tuple[int, int], ...]:
    """This will count works, payees and works paid elsewhere, with the last keys: if it changes, some came."""
    unit = works_import.unit_id
    tables = (
        Work.objects.filter(outlet=works_import.outlet_id),
        Payee.objects.filter(unit=unit),
        OpeningWork.objects.filter(opening__unit=unit),
    )
    return tuple(_there(rows) for rows in tables)


def _there(rows: QuerySet) -> tuple[int, int]:
    found = rows.aggregate(count=Count("pk"), last=Max("pk"))
    return found["count"], found["last"] or 0


def answers_of(works_import: WorksImport) -> Answers:
    """This will gather what people said: for this file, and what the unit said of the same words before."""
    said = works_import.answers
    kept: dict[str, dict[str, str]] = {kind: {} for kind in AnswerKind.values}
    for answer in ImportAnswer.objects.filter(unit=works_import.unit):
        kept[answer.kind][answer.key] = answer.value
    return Answers(
        date_order=said.get("date_order", ""),
        real_dates=said.get("real_dates", ""),
        published_on=date.fromisoformat(said["published_on"]) if said.get("published_on") else None,
        genres=kept[AnswerKind.GENRE] | said.get("genres", {}),
        authors=kept[AnswerKind.AUTHORS] | said.get("authors", {}),
    )


def _recorded(works_import: WorksImport, works: tuple[PortalWork, ...], beat: Beat) -> list[Skipped]:
    found = []
    for start in range(0, len(works), _CHUNK):
        chunk = works[start : start + _CHUNK]
        links, titles = [work.url for work in chunk if work.url], [work.title for work in chunk]
        known = Work.objects.like(outlets=[works_import.outlet_id], links=links, titles=titles)
        known = known.values_list("link_key", "title_key", "published_on")
        by_link = {key: day for key, _, day in known if key}
        by_title = {(title_key, day): key for key, title_key, day in known}
        found += [one for work in chunk if (one := _same(work, by_link, by_title))]
        beat.maybe_tell(start, len(works))
    return found


def _paid(works_import: WorksImport, works: tuple[PortalWork, ...]) -> list[Skipped]:
    found = zip(works, paid_elsewhere(works_import.unit_id, works), strict=True)
    return [Skipped(work.row, work.title, say_paid_elsewhere(paid)) for work, paid in found if paid]


def _same(work: PortalWork, by_link: dict[str, date], by_title: dict[tuple[str, date], str]) -> Skipped | None:
    """The same link is the same work; so are the same title and day where not both have a link."""
    if work.url and link_key(work.url) in by_link:
        return _skipped(work, by_link[link_key(work.url)])
    titled = by_title.get((sort_key(work.title), work.published_on)) if work.published_on else None
    if titled is not None and not (titled and work.url):
        return _skipped(work, work.published_on)
    return None


def _skipped(work: PortalWork, day: date) -> Skipped:
    return Skipped(work.row, work.title, f"đã ghi với ngày đăng {day:%d/%m/%Y}")


def _named_twice(works: tuple[PortalWork, ...], meeting: Meeting) -> list[Fault]:
    """Two names of one work may turn out to be one payee, by pen name or by what was answered."""
    faults = []
    for work in works:
        seen: dict[int, str] = {}
        for author in work.authors:
            payee = meeting.met.get(author)
            if payee is not None and seen.setdefault(id(payee), author.name) != author.name:
                message = f"«{author.name}» và «{seen[id(payee)]}» là cùng một người nhận"
                faults.append(Fault(author.row, columns.AUTHOR, message))
    return faults


def _unrated(works: tuple[PortalWork, ...], rows: dict[str, ScheduleRow]) -> list[Fault]:
    message = "biểu mức của loại hình này không có dòng cho thể loại này"
    faults = [Fault(work.row, columns.GENRE, message) for work in works if work.genre and work.genre not in rows]
    return faults + [Fault(work.row, columns.PHOTOS, message) for work in works if work.photos and PHOTO not in rows]
