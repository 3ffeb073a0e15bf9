"""The payment sheet (bảng thanh toán) as rows: one source for its Excel, PDF and JSON papers and for any page.

NĐ 347/2025/NĐ-CP prescribes no form for it: the columns follow the sheets that portals of the province use today, and
the contents are those of a voucher (Luật Kế toán Điều 16).
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone

from core.models.units import Level
from core.money import format_number, must_add_up
from core.words import in_words
from reports.payment_sheet_notes import Legend, citations_in, concerns, further_factors, unit_value_notes
from reports.payment_sheet_rows import AuthorRow, LineRow, PayeeRow, PaymentSheetPaper, WorkRow
from royalties.compute.tax import FLAG_TEXTS
from royalties.genres import PHOTO
from royalties.models import Contribution, PayeeTotal, PaymentSheet, SheetLine, SheetStep, SheetWork
from royalties.remarks import remarks_on
from royalties.services.signing import signatures_on
from royalties.states import FROZEN, IN_SIGNING, SheetAction, SheetKind, SheetStatus

ILLUSTRATIVE_MARK = "MINH HOẠ – KHÔNG CÓ GIÁ TRỊ THANH TOÁN"
STATUS_MARKS = {
    SheetStatus.DRAFT: "BẢN NHÁP",
    SheetStatus.RETURNED: "BẢN BỊ TRẢ LẠI",
    SheetStatus.DISCARDED: "BẢN ĐÃ BỎ",
    SheetStatus.CANCELLED: "ĐÃ HUỶ",
    **dict.fromkeys(IN_SIGNING, "ĐANG TRÌNH KÝ"),
}
_OWNER = "Ủy ban nhân dân tỉnh Đắk Lắk"
_OWNED_LEVELS = (Level.PROVINCE, Level.DEPARTMENT)
_SIGNING = (SheetAction.BOARD_APPROVE, SheetAction.CHECK, SheetAction.APPROVE)
_INCOMPLETE = "Cần bổ sung thông tin"


def payment_sheet(sheet: PaymentSheet) -> PaymentSheetPaper:
    """This will gather a stored sheet into the rows of its papers, in as many queries whatever their number.

    :raises ArithmeticError: works, payees or tax do not add up to the sheet, or a part has no column.
    """
    # A counter-sheet prints what it cancels.
    printed = sheet.counters or sheet
    totals = list(printed.payee_totals.select_related("payee").prefetch_related("payee__pen_names"))
    names = {total.payee_id: total.pen_named for total in totals}
    stored = list(printed.works.select_related("work").prefetch_related("work__parts__schedule_row"))
    by_work = _lines_by_work(printed)
    _check(sheet, stored, by_work, totals)
    legend = Legend()
    works = tuple(_work_row(row, by_work[row.pk], names, legend, order) for order, row in enumerate(stored, start=1))
    tax_legend = Legend()
    tax_legend.mark(cited for total in totals for cited in citations_in(total.explanation))
    authors = [author for work in works for author in work.authors]
    text_total, photo_total = sum(row.text for row in authors), sum(row.photos for row in authors)
    must_add_up([text_total, photo_total], sheet.gross)
    return PaymentSheetPaper(
        owner=_OWNER if sheet.unit.level in _OWNED_LEVELS else "",
        unit=sheet.unit.name,
        unit_code=sheet.unit.code,
        title=_title(sheet),
        kind=SheetKind(sheet.kind),
        period=sheet.period,
        number=sheet.number,
        shown_number=sheet.shown_number,
        status=sheet.status,
        marks=_marks(sheet),
        paid_on=sheet.paid_on,
        works=works,
        payees=tuple(_payee_row(total, order) for order, total in enumerate(totals, start=1)),
        lines=tuple(_line_row(row, line) for row in stored for line in by_work[row.pk]),
        text_total=text_total,
        photo_total=photo_total,
        gross=sheet.gross,
        tax=sheet.tax,
        net=sheet.net,
        gross_in_words=in_words(sheet.gross),
        legend=legend.entries(),
        tax_legend=tax_legend.entries(),
        remarks=() if sheet.status in FROZEN else tuple(remarks_on(sheet)),
        concerns=concerns(row.warnings for row in stored),
        unit_values=unit_value_notes(
            (line.unit_value, row.work.published_on) for row in stored for line in by_work[row.pk]
        ),
        fingerprint=sheet.fingerprint,
        funding=_funding(sheet),
        signatures=_signatures(sheet),
    )


def _lines_by_work(sheet: PaymentSheet) -> dict[int, list[SheetLine]]:
    # Payees are read once, with their totals: decrypting them again with every line would cost more than all else.
    lines = SheetLine.objects.filter(sheet_work__sheet=sheet).select_related(
        "contribution__payee", "part__schedule_row"
    )
    by_work: dict[int, list[SheetLine]] = defaultdict(list)
    for line in lines.defer("contribution__payee__id_number", "contribution__payee__account_number"):
        by_work[line.sheet_work_id].append(line)
    return by_work


def _check(
    sheet: PaymentSheet, stored: list[SheetWork], by_work: dict[int, list[SheetLine]], totals: list[PayeeTotal]
) -> None:
    must_add_up([row.gross for row in stored], sheet.gross)
    must_add_up([total.gross for total in totals], sheet.gross)
    earned: dict[int, list[int]] = defaultdict(list)
    for row in stored:
        must_add_up([line.gross for line in by_work[row.pk]], row.gross)
        for line in by_work[row.pk]:
            earned[line.contribution.payee_id].append(line.gross)
    for total in totals:
        must_add_up(earned[total.payee_id], total.gross)
    if sheet.paid_on:
        must_add_up([total.tax for total in totals], sheet.tax)
        must_add_up([total.net for total in totals], sheet.net)


def _work_row(row: SheetWork, lines: list[SheetLine], names: dict[int, str], legend: Legend, order: int) -> WorkRow:
    text = next((line for line in lines if line.part_id is None or line.part.order == 1), None)
    photos = next((line for line in lines if _is_photos(line)), None)
    authors = _author_rows(lines, names)
    must_add_up([author.total for author in authors], row.gross)
    first = row.work.parts.all()[0]
    return WorkRow(
        key=row.pk,
        order=order,
        title=row.work.title,
        url=row.work.url,
        published_on=row.work.published_on,
        genre=first.schedule_row.label,
        coefficient=text.coefficient if text.part_id else first.coefficient,
        photos=photos.quantity if photos else None,
        photo_coefficient=photos.coefficient if photos else None,
        details=_details(row, text, authors),
        marks=legend.mark(cited for line in lines for cited in line.citations),
        authors=authors,
    )


def _is_photos(line: SheetLine) -> bool:
    return line.part_id is not None and line.part.order > 1 and line.part.schedule_row.genre == PHOTO


def _author_rows(lines: list[SheetLine], names: dict[int, str]) -> tuple[AuthorRow, ...]:
    by_author: dict[Contribution, list[SheetLine]] = defaultdict(list)
    for line in lines:
        by_author[line.contribution].append(line)
    whole = sum((contribution.share for contribution in by_author), Decimal(0))
    rows = []
    for contribution in sorted(by_author, key=lambda contribution: contribution.order):
        own = by_author[contribution]
        share = _said_share(contribution, own[0], whole, alone=len(by_author) == 1)
        text = sum(line.gross for line in own if line.part_id is None or line.part.order == 1)
        photos = sum(line.gross for line in own if _is_photos(line))
        rows.append(AuthorRow(names[contribution.payee_id], share, text, photos))
    return tuple(rows)


def _said_share(contribution: Contribution, line: SheetLine, whole: Decimal, *, alone: bool) -> str:
    """What a person gets a part for: a share among authors, a role and its percentage, and where nothing is paid."""
    if line.part_id is None:
        return f"{contribution.get_role_display()}, {_percent(line.coefficient)}"
    said = [] if alone else [_percent(contribution.share / whole)]
    return ", ".join([*said, "trong định mức"] if line.is_inside_quota else said)


def _percent(fraction: Decimal) -> str:
    return f"{format_number(round(fraction * 100, 2))}\u00a0%"


def _details(row: SheetWork, text: SheetLine, authors: tuple[AuthorRow, ...]) -> tuple[str, ...]:
    whole = row.gross if row.royalty is None else row.royalty
    if text.part_id is None:
        return (f"Nhuận bút của tác phẩm: {format_number(whole)} đồng",)
    said = [f"Số lượng: {format_number(text.quantity)} {text.part.schedule_row.measure}"] if text.quantity != 1 else []
    said += further_factors(row.explanation)
    if len(authors) > 1:
        said.append(f"Cả tác phẩm: {format_number(whole)} đồng, {len(authors)} tác giả")
    if whole != row.gross:
        said.append(f"Trong định mức, không chi: {format_number(whole - row.gross)} đồng")
    return tuple(said)


def _payee_row(total: PayeeTotal, order: int) -> PayeeRow:
    payee = total.payee
    notes = [FLAG_TEXTS.get(flag, flag) for flag in total.flags]
    return PayeeRow(
        key=total.pk,
        order=order,
        name=payee.name,
        masked_id=payee.masked_id,
        masked_account=payee.masked_account,
        bank=payee.bank,
        gross=total.gross,
        tax=total.tax,
        net=total.net,
        note="; ".join([*notes, _INCOMPLETE] if payee.to_complete else notes),
    )


def _line_row(row: SheetWork, line: SheetLine) -> LineRow:
    return LineRow(
        title=row.work.title,
        part=line.part.schedule_row.label if line.part_id else line.contribution.get_role_display(),
        payee=line.contribution.payee.name,
        quantity=line.quantity,
        coefficient=line.coefficient,
        unit_value=line.unit_value,
        gross=line.gross,
        citations=tuple((cited["instrument"], cited["clause"]) for cited in line.citations),
    )


def _title(sheet: PaymentSheet) -> str:
    if sheet.counters:
        return f"Bảng huỷ bảng thanh toán {sheet.get_kind_display()} số {sheet.counters.number}"
    return f"Bảng thanh toán {sheet.get_kind_display()}"


def _funding(sheet: PaymentSheet) -> tuple[str, ...]:
    """The source of the money and the codes under which it is booked, as they were chosen."""
    codes = {
        "Chương": sheet.chapter,
        "khoản": sheet.industry,
        "tiểu mục": sheet.content,
        "mã nguồn": sheet.nsnn_source,
    }
    said = ", ".join(f"{name} {code}" for name, code in codes.items() if code)
    return tuple(part for part in (sheet.source_name, said) if part)


def _signatures(sheet: PaymentSheet) -> tuple[str, ...]:
    """Who signed at each of the places to sign, in their order; blank where nobody has."""
    steps = {step.action: step for step in signatures_on(sheet)}
    submitted = sheet.steps.filter(action=SheetAction.SUBMIT).select_related("actor", "delegation").last()
    order = [submitted, *(steps.get(action) for action in _SIGNING)]
    return tuple(_signed(step) if step else "" for step in order)


def _signed(step: SheetStep) -> str:
    lent = f"\n(theo giấy uỷ quyền số {step.delegation.document_number})" if step.delegation else ""
    return f"{step.actor}\n{timezone.localtime(step.at):%H:%M %d/%m/%Y}{lent}"


def _marks(sheet: PaymentSheet) -> tuple[str, ...]:
    marks: Iterable[str] = (ILLUSTRATIVE_MARK if sheet.is_illustrative else "", STATUS_MARKS.get(sheet.status, ""))
    return tuple(mark for mark in marks if mark)
