"""The law of a day, and what differs between two days, as xlsx: real numbers and dates, text as text."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook

from core.exports import TEXT_WIDTH, WIDTH, heading_format, write_cell
from rates.changes import Change
from rates.groups import group_of
from rates.reading import Reading
from rates.wording import say_citations, say_found, say_warnings

_IN_FORCE = [
    "Nhóm",
    "Tên mức",
    "Khoá",
    "Mức",
    "Đơn vị tính",
    "Giá trị",
    "Tối thiểu",
    "Tối đa",
    "Từ ngày",
    "Đến hết",
    "Phạm vi",
    "Tình trạng",
    "Căn cứ",
    "Lưu ý",
]
_ABSENT = ["Nhóm", "Tên mức", "Khoá", "Vì sao không có hiệu lực", "Từ ngày", "Căn cứ"]
_CHANGES = [
    "Nhóm",
    "Tên mức",
    "Khoá",
    "Đơn vị tính",
    "Thay đổi",
    "Mức ngày {first}",
    "Mức ngày {second}",
    "Chênh lệch",
    "Do văn bản",
    "Lưu ý",
]


def by_day_xlsx(reading: Reading, on: date, *, title: str) -> bytes:
    """This will write every rate in force on a day, and on a second page those that are not, with the reason."""
    in_force = [
        [
            group_of(found.key),
            found.label,
            found.key,
            say_found(found),
            found.measure,
            found.value,
            found.minimum,
            found.maximum,
            found.since,
            found.until,
            found.scope.label,
            found.status.label,
            say_citations(found.citations),
            " ".join(say_warnings(found)),
        ]
        for found in reading.in_force(on)
    ]
    absent = [
        [group_of(one.key), one.label, one.key, one.why, one.day, say_citations(one.citations)]
        for one in reading.absent(on)
    ]
    return _workbook(title, [("Có hiệu lực", _IN_FORCE, in_force), ("Không có hiệu lực", _ABSENT, absent)])


def changes_xlsx(changes: list[Change], first: date, second: date, *, title: str) -> bytes:
    """This will write what differs between two days, one rate a row."""
    headings = [heading.format(first=f"{first:%d/%m/%Y}", second=f"{second:%d/%m/%Y}") for heading in _CHANGES]
    rows = [
        [
            group_of(change.key),
            change.label,
            change.key,
            change.measure,
            change.kind,
            change.was,
            change.becomes,
            change.difference,
            say_citations(change.by),
            " ".join(change.remarks),
        ]
        for change in changes
    ]
    return _workbook(title, [("Khác nhau", headings, rows)])


def _workbook(title: str, pages: Iterable[tuple[str, list[str], list[list]]]) -> bytes:
    content = BytesIO()
    with Workbook(content, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as workbook:
        bold = workbook.add_format({"bold": True})
        heading = heading_format(workbook)
        for name, headings, rows in pages:
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(2, 0)
            sheet.write_string(0, 0, title, bold)
            for place, text in enumerate(headings):
                is_short = all(isinstance(row[place], date | Decimal | None) for row in rows)
                sheet.set_column(place, place, WIDTH if is_short else TEXT_WIDTH)
                sheet.write_string(1, place, text, heading)
            for line, row in enumerate(rows, start=2):
                for place, value in enumerate(row):
                    write_cell(sheet, line, place, value)
    return content.getvalue()
