"""Where a work came from, what happens to it next and who does it: told on its page and where it was just changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from core.access import Permission
from royalties.models import SheetWork, Work
from royalties.states import WorkState

_LONGEST_SEARCH = 100


@dataclass(frozen=True)
class NextStep:
    """What comes next, in words; where the account may do it itself, the way there and its text."""

    said: str
    url: str = ""
    link: str = ""


def next_step(work: Work, may: set[str]) -> NextStep | None:
    """This will tell what comes next for a work, nothing once it is on a sheet.

    :param may: what the account may do in the unit of the work.
    """
    match work.state:
        case WorkState.RECORDED if Permission.REVIEW_WORKS in may:
            return NextStep("Tiếp theo: kiểm duyệt tác phẩm này, rồi chấm nhuận bút.")
        case WorkState.RECORDED:
            return NextStep("Tiếp theo: Ban biên tập kiểm duyệt, rồi chấm nhuận bút. Tới lúc đó vẫn sửa được.")
        case WorkState.REVIEWED if Permission.SCORE_WORKS in may:
            return NextStep("Tiếp theo: chấm nhuận bút.", scoring_of(work), "Mở bảng chấm")
        case WorkState.REVIEWED:
            return NextStep("Tiếp theo: Trưởng ban hoặc Phó Trưởng ban biên tập chấm nhuận bút.")
        case WorkState.SCORED:
            return NextStep("Tiếp theo: lên bảng thanh toán của kỳ.")
    return None


def scoring_of(work: Work) -> str:
    """This will lead to a work in the scoring grid."""
    return f"{reverse('royalties:scoring')}?{urlencode({'q': work.title[:_LONGEST_SEARCH]})}"


@dataclass(frozen=True)
class Origin:
    """When and by what file a work came here that nobody recorded by hand; the way to file or sheet, where it shows."""

    at: datetime
    said: str
    url: str = ""
    link: str = ""


def origin_of(work: Work, on_sheets: Sequence[SheetWork], may: set[str]) -> Origin | None:
    """This will tell the file that a work came from: an import, or the one that its first sheet was made of."""
    if file := work.works_import:
        url = reverse("royalties:import", args=[file.pk]) if Permission.VIEW_PAYEES in may else ""
        said = f"nạp từ tệp Excel «{file}», {file.applied_by} áp dụng"
        return Origin(work.recorded_at, said, url, "Mở tệp")
    if work.recorded_by_id:
        return None
    first = min((item.sheet for item in on_sheets), key=lambda sheet: sheet.pk, default=None)
    if first is None:
        return Origin(work.recorded_at, "từ tệp của đơn vị")
    url = reverse("reports:payment-sheet", args=[first.pk]) if Permission.VIEW_SHEETS in may else ""
    return Origin(work.recorded_at, "từ tệp của đơn vị, khi lập bảng thanh toán", url, str(first))
