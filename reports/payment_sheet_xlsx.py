"""The Excel paper of a payment sheet: real numbers, real dates and live formulas, ready to print on A4 landscape."""

from dataclasses import replace
from io import BytesIO

from xlsxwriter import Workbook

from reports import payment_sheet_words as words
from reports.payment_sheet_rows import AuthorRow, PayeeRow, PaymentSheetPaper, WorkRow
from reports.xlsx_page import Columns, XlsxPage

_WORKS = Columns(
    headings=words.WORK_HEADINGS,
    widths=(5, 40, 11, 22, 12, 6, 6, 6, 12, 12, 13, 9, 15),
    letterhead=("A:D", "F:M"),
    signers=("A:B", "C:E", "F:J", "K:M"),
)
_PAYEES = Columns(
    headings=words.PAYEE_HEADINGS,
    widths=(5, 32, 17, 18, 32, 15, 13, 15, 22),
    letterhead=("A:D", "E:I"),
    signers=("A:B", "C:D", "E:G", "H:I"),
)
_TEXT, _PHOTOS, _WORK_TOTAL = "I", "J", "K"
_GROSS, _TAX, _NET = "F", "G", "H"
_DIFFERENCE = "Chênh lệch với bảng theo tác phẩm (phải bằng 0)"


def payment_sheet_xlsx(paper: PaymentSheetPaper) -> bytes:
    """This will write a payment sheet as a workbook of two sheets, by work and by payee.

    Every formula carries its value, so that a reader which does not calculate shows the same amounts.
    """
    content = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": "Times New Roman", "font_size": 11},
    }
    with Workbook(content, options) as workbook:
        workbook.set_properties({"title": f"{paper.title} {paper.shown_number}"})
        columns = _WORKS if paper.shows_photos else _without_photos(paper)
        total_row = _write_works(XlsxPage(workbook, words.WORKS_TITLE, columns, paper), paper)
        _write_payees(XlsxPage(workbook, words.PAYEES_TITLE, _PAYEES, paper), paper, total_row)
    return content.getvalue()


def _without_photos(paper: PaymentSheetPaper) -> Columns:
    return replace(_WORKS, headings=words.work_headings(paper), hidden=("G", "H", _PHOTOS))


def _write_works(page: XlsxPage, paper: PaymentSheetPaper) -> int:
    first = page.row
    for work in paper.works:
        for index, author in enumerate(work.authors):
            _write_author(page, work, author, is_first=index == 0, is_last=index == len(work.authors) - 1)
    if not paper.works:
        page.write_across(words.NO_WORKS)
    total_row = page.row
    page.write_total("H")
    totals = ((_TEXT, paper.text_total), (_PHOTOS, paper.photo_total), (_WORK_TOTAL, paper.gross))
    for column, amount in totals:
        page.formula(column, f"=SUM({column}{first}:{column}{total_row - 1})", amount, bold=True)
    page.next_row()
    page.write_foot(words.work_notes(paper))
    return total_row


def _write_author(page: XlsxPage, work: WorkRow, author: AuthorRow, *, is_first: bool, is_last: bool) -> None:
    open_sides = {"top": 1 if is_first else 0, "bottom": 1 if is_last else 0}
    for column in ("A", "B", "C", "E", "F", "G", "H", "L"):
        page.blank(column, **open_sides)
    if is_first:
        _write_facts(page, work, open_sides)
    page.text("D", f"{author.author} – {author.share}" if author.share else author.author)
    page.money(_TEXT, author.text)
    page.money(_PHOTOS, author.photos)
    page.formula(_WORK_TOTAL, f"={_TEXT}{page.row}+{_PHOTOS}{page.row}", author.total)
    page.blank("M")
    page.next_row()


def _write_facts(page: XlsxPage, work: WorkRow, sides: dict[str, int]) -> None:
    page.number("A", work.order, **sides)
    page.text("B", "\n".join(filter(None, (work.title, work.url, *work.details))), **sides)
    page.day("C", work.published_on, **sides)
    page.text("E", work.genre, **sides)
    page.number("F", work.coefficient, **sides)
    if work.photos is not None:
        page.number("G", work.photos, **sides)
        page.number("H", work.photo_coefficient, **sides)
    page.text("L", work.marks, align="center", **sides)


def _write_payees(page: XlsxPage, paper: PaymentSheetPaper, works_total_row: int) -> None:
    first = page.row
    for payee in paper.payees:
        _write_payee(page, payee)
    if not paper.payees:
        page.write_across(words.NO_PAYEES)
    total_row = page.row
    page.write_total("E")
    for column, amount in ((_GROSS, paper.gross), (_TAX, paper.tax), (_NET, paper.net)):
        if amount is not None:
            page.formula(column, f"=SUM({column}{first}:{column}{total_row - 1})", amount, bold=True)
    page.next_row()
    compared = f"='{words.WORKS_TITLE}'!{_WORK_TOTAL}{works_total_row}-{_GROSS}{total_row}"
    page.write_check(_DIFFERENCE, "E", _GROSS, compared)
    page.write_foot(words.payee_notes(paper))


def _write_payee(page: XlsxPage, payee: PayeeRow) -> None:
    page.number("A", payee.order)
    page.text("B", payee.name)
    page.text("C", payee.masked_id or words.NOT_ENTERED, align="center")
    page.text("D", payee.masked_account or words.NOT_ENTERED, align="center")
    page.text("E", payee.bank or words.NOT_ENTERED)
    page.money(_GROSS, payee.gross)
    if payee.tax is None:
        page.blank(_TAX)
        page.blank(_NET)
    else:
        page.money(_TAX, payee.tax)
        page.formula(_NET, f"={_GROSS}{page.row}-{_TAX}{page.row}", payee.net)
    page.text("I", payee.note)
    page.next_row()
