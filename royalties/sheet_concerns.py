"""What of a payment sheet whoever signs it should know besides its figures; nothing here refuses anything."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from core.crypto import mask
from core.money import format_number
from rates.queries import read_book
from royalties.beneficiaries import Same, same_people, signers_of
from royalties.building.plan import with_parts
from royalties.fund_caps import remuneration_caps
from royalties.models import OpeningPayee, Payee, PayeeTotal, PaymentSheet, Work, WorkPart
from royalties.scoring_rows import Median, median_scores
from royalties.states import FROZEN, SheetKind

# So many names or works are told; the rest is counted.
_TOLD = 5
_TITLES_TOLD, _LONGEST_TITLE = 3, 60
_FEWEST_SCORES = 3


@dataclass(frozen=True)
class SheetConcern:
    """One thing to know, in words, and the payees to open for more."""

    text: str
    payees: tuple[Payee, ...] = ()


def sheet_concerns(sheet: PaymentSheet) -> list[SheetConcern]:
    """This will tell them in as many queries whatever the number of rows."""
    payees = list(Payee.objects.filter(totals__sheet=sheet).order_by("name_key", "pk"))
    return [
        *_signers_told(sheet, payees),
        *_new_told(sheet, payees),
        *_caps_told(sheet),
        *_high_told(sheet),
    ]


def _signers_told(sheet: PaymentSheet, payees: list[Payee]) -> Iterable[SheetConcern]:
    found = same_people(signers_of(sheet.unit, timezone.localdate()), payees)
    if not found:
        return
    said = "; ".join(_say_same(same) for same in found)
    named = tuple(dict.fromkeys(same.payee for same in found))
    if sheet.is_separate:
        yield SheetConcern(f"Bảng ký riêng vì có tiền của người ký: {said}. Cấp phó hoặc cấp trên ký thay.", named)
    else:
        text = "Lấy các tác phẩm đó ra rồi bổ sung vào bảng ký riêng, hoặc để cấp phó, cấp trên ký."
        yield SheetConcern(f"Bảng có tiền của người ký: {said}. {text}", named)


def _say_same(same: Same) -> str:
    known = "" if same.is_decided else " (theo tên, chưa ai xác nhận)"
    return f"«{same.payee}» là {same.user}{known}"


def _new_told(sheet: PaymentSheet, payees: list[Payee]) -> Iterable[SheetConcern]:
    paid = _last_paid(sheet, payees)
    elsewhere = set(OpeningPayee.objects.filter(payee__in=payees).values_list("payee_id", flat=True))
    new = tuple(payee for payee in payees if payee.pk not in paid and payee.pk not in elsewhere)
    if new and not paid and not sheet.unit.sheets.filter(status__in=FROZEN).exists():
        yield SheetConcern("Đơn vị chưa có bảng nào được duyệt trong phần mềm: mọi người nhận đều là lần đầu.")
    elif new:
        yield SheetConcern(f"Lần đầu được chi ở đơn vị: {_some([payee.name for payee in new])}.", new[:_TOLD])
    changed = [(payee, told) for payee in payees if (told := _account_change(payee, paid.get(payee.pk)))]
    if changed:
        said = _some([f"{payee.name} ({told})" for payee, told in changed])
        yield SheetConcern(
            f"Tài khoản nhận tiền đã đổi từ lần chi trước: {said}.", tuple(payee for payee, _ in changed[:_TOLD])
        )


def _last_paid(sheet: PaymentSheet, payees: list[Payee]) -> dict[int, PayeeTotal]:
    """By payee, what was paid last under this record or one that was merged into it; only these are decrypted."""
    frozen = PayeeTotal.objects.filter(
        Q(payee__in=payees) | Q(payee__merged_into__in=payees), sheet__unit=sheet.unit_id, sheet__status__in=FROZEN
    )
    last = {}
    for pk, payee, kept in frozen.order_by("sheet_id").values_list("pk", "payee_id", "payee__merged_into_id"):
        last[kept or payee] = pk
    totals = PayeeTotal.objects.in_bulk(last.values())
    return {payee: totals[pk] for payee, pk in last.items()}


def _account_change(payee: Payee, total: PayeeTotal | None) -> str:
    if total is None or not total.printed_facts:
        return ""
    then = json.loads(total.printed_facts)
    if (then["account"], then["bank"]) == (payee.account_number, payee.bank):
        return ""
    return f"{mask(then['account'])} {then['bank']} → {payee.masked_account} {payee.bank}"


def _caps_told(sheet: PaymentSheet) -> Iterable[SheetConcern]:
    if sheet.kind != SheetKind.REMUNERATION:
        return
    for cap in remuneration_caps(read_book(unit=sheet.unit), sheet.unit, sheet.period):
        over = "Vượt mức tối đa của quỹ thù lao. " if cap.is_over else ""
        yield SheetConcern(f"{over}{cap}.")


def _high_told(sheet: PaymentSheet) -> Iterable[SheetConcern]:
    """Scores above the middle one of their genre, the furthest first; few scores have no middle."""
    if sheet.kind != SheetKind.ROYALTY:
        return
    works = list(with_parts(Work.objects.filter(on_sheets__sheet=sheet)).order_by("on_sheets__order"))
    medians = median_scores(works, timezone.localdate())
    above = [
        (part.coefficient / median.middle, work, part, median)
        for work in works
        for part in work.parts.all()
        if (median := medians.get((sheet.unit_id, part.schedule_row_id))) and _is_above(part, median)
    ]
    above.sort(key=lambda one: -one[0])
    if above:
        said = _some([_say_score(work, part, median) for _, work, part, median in above], _TITLES_TOLD)
        yield SheetConcern(f"Hệ số trên trung vị của thể loại trong 12 tháng qua: {said}.")


def _is_above(part: WorkPart, median: Median) -> bool:
    return median.count >= _FEWEST_SCORES and median.middle > 0 and part.coefficient > median.middle


def _say_score(work: Work, part: WorkPart, median: Median) -> str:
    title = Truncator(work.title).chars(_LONGEST_TITLE)
    return f"«{title}» {format_number(part.coefficient)}, trung vị {median.said}"


def _some(told: list[str], most: int = _TOLD) -> str:
    more = len(told) - most
    return "; ".join(told[:most]) + (f"; và {more} nữa" if more > 0 else "")
