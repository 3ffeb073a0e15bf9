"""What of a payment sheet a person should look at before anybody signs it."""

from royalties.models import DuplicatePair, Payee, PaymentSheet, Work
from royalties.queries import look_alikes
from royalties.quota_reads import inside_quotas


def remarks_on(sheet: PaymentSheet) -> list[str]:
    """This will tell, one by one, what a file changed of its payees, who and what may be one, what a quota covers."""
    return [
        *(remark["text"] for remark in sheet.remarks),
        *_pairs_told(sheet),
        *_look_alikes_told(sheet),
        *_quotas_told(sheet),
    ]


def _pairs_told(sheet: PaymentSheet) -> list[str]:
    pairs = DuplicatePair.objects.waiting_on(sheet).select_related("first", "second")
    pairs = pairs.prefetch_related("first__on_sheets__sheet", "second__on_sheets__sheet")
    return [_pair_told(pair, sheet) for pair in pairs]


def _pair_told(pair: DuplicatePair, sheet: PaymentSheet) -> str:
    # The later work is told with the one that was there before, where both are on the sheet.
    is_here = any(on.sheet_id == sheet.pk for on in pair.second.on_sheets.all())
    mine, other = (pair.second, pair.first) if is_here else (pair.first, pair.second)
    stands = ", ".join(str(on.sheet) for on in other.on_sheets.all()) or other.get_state_display()
    return (
        f"«{mine}» (đăng {mine.published_on:%d/%m/%Y}) có thể là một với «{other}» "
        f"(đăng {other.published_on:%d/%m/%Y}, {stands}): {pair.why}."
    )


def _look_alikes_told(sheet: PaymentSheet) -> list[str]:
    """Two records of one person would each stay below the threshold of withholding."""
    groups = look_alikes(Payee.objects.filter(totals__sheet=sheet))
    return [
        f"{len(group)} người nhận có thể là một người: {', '.join(_told(payee) for payee in group)}. Nếu đúng, ghi đủ "
        "số định danh trong tệp hoặc gộp hồ sơ, để thuế tính trên cả tổng."
        for group in groups
    ]


def _told(payee: Payee) -> str:
    return f"«{payee.name}» ({payee.masked_id or 'chưa có số định danh'})"


def _quotas_told(sheet: PaymentSheet) -> list[str]:
    works = list(Work.objects.filter(on_sheets__sheet=sheet).order_by("published_on", "pk"))
    inside = inside_quotas(works)
    titles = ", ".join(f"«{work.title}»" for work in works if work.pk in inside)
    if not titles:
        return []
    return [f"Trong định mức của tác giả, không được chi: {titles}. Bỏ khỏi tệp, hoặc ghi ngoại lệ có lý do."]
