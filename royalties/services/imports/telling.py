"""A plan as plain data for the page: first rows, counts, what is asked, who is new; long lists are cut and counted."""

from collections import Counter

from core.money import format_number
from royalties.genres import GENRE_NAMES
from royalties.models import Payee
from royalties.portal_file import PortalWork
from royalties.services.imports.planning import Plan

FIRST_ROWS = 20
MOST_TOLD = 200
MOST_FAULTS = 1000


def understood(plan: Plan) -> dict:
    """This will say what a plan is made of, in whole words; personal ids only masked."""
    file, meeting = plan.file, plan.meeting
    return {
        "digest": plan.digest,
        "waits": plan.waits,
        "headings": [[name, heading] for name, heading in file.headings.items()],
        "unused": list(file.unused),
        "money": [[heading, format_number(total)] for heading, total in file.money],
        "first": [_first(work) for work in file.works[:FIRST_ROWS]],
        "counts": _counts(plan),
        "works": len(plan.works),
        "skipped": [[one.row, one.title, one.why] for one in plan.skipped[:MOST_TOLD]],
        "skipped_count": len(plan.skipped),
        "new": sorted(payee.name for payee in meeting.new)[:MOST_TOLD],
        "new_count": len(meeting.new),
        "asked": _asked(plan),
    }


def told_faults(plan: Plan) -> list[list]:
    """This will write the first faults as row, column, and where and why."""
    return [[one.row, one.column, one.describe(plan.file.columns)] for one in plan.faults[:MOST_FAULTS]]


def _first(work: PortalWork) -> list:
    return [
        work.row,
        f"{work.published_on:%d/%m/%Y}" if work.published_on else "",
        work.title,
        GENRE_NAMES.get(work.genre or "", ""),
        work.photos,
        [author.name for author in work.authors],
        work.url,
    ]


def _counts(plan: Plan) -> dict[str, list]:
    works = plan.works
    genres = Counter(GENRE_NAMES.get(work.genre or "", "chưa rõ") for work in works)
    months = Counter(f"{work.published_on:%m/%Y}" if work.published_on else "chưa rõ" for work in works)
    authors = Counter(author.name for work in works for author in work.authors)
    return {
        "genres": [list(pair) for pair in genres.most_common()],
        "months": [list(pair) for pair in sorted(months.items(), key=lambda pair: (pair[0][3:], pair[0]))],
        "authors": [list(pair) for pair in authors.most_common(FIRST_ROWS)],
        "author_count": len(authors),
        "photos": sum(work.photos for work in works),
    }


def _asked(plan: Plan) -> dict:
    asked, people = plan.file.asked, plan.meeting.asked[:MOST_TOLD]
    payees = Payee.objects.in_bulk({pk for one in people for pk in one.candidates})
    return {
        "date_order": asked.date_order,
        "real_dates": asked.real_dates,
        "day": asked.day,
        "genres": [[one.key, one.label, one.rows, one.meant, list(one.at)] for one in asked.genres],
        "authors": [
            [one.key, one.text, list(one.names), one.rows, one.meant, list(one.at)] for one in asked.authors[:MOST_TOLD]
        ],
        "people": [
            [one.name, [[pk, _said(payees[pk])] for pk in one.candidates], one.must, one.meant, one.row]
            for one in people
        ],
    }


def _said(payee: Payee) -> str:
    known = f"số định danh {payee.masked_id}" if payee.id_number else "chưa có số định danh"
    return f"{payee.name}, {known}, tài khoản {payee.masked_account or 'chưa nhập'}"
