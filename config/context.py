"""What every page knows: the menu of what the account may open, and the frame that it stands in."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from budgets import views as budgets
from core import views as core
from core.access import Permission, access_of
from core.models import User
from core.pages import ListPage, count_rows, say_count
from rates import views as rates
from royalties import views as royalties
from royalties.duplicate_pages import DuplicatePairList
from royalties.import_pages import WorksImportList
from royalties.opening_pages import OpeningBalanceList
from royalties.quota_pages import QuotaList


@dataclass(frozen=True)
class Door:
    """A page of the menu that is no list: its title, the name of its address, who may open it, what it is for."""

    title: str
    address: str
    needs: Permission | tuple[Permission, ...]
    about: str

    def url_name(self) -> str:
        """This will name the page's address for reverse."""
        return self.address

    def permissions(self) -> tuple[Permission, ...]:
        """This will name what opens the page, be it one of several."""
        return self.needs if isinstance(self.needs, tuple) else (self.needs,)


BY_DAY = Door(
    "Mức chi theo ngày", "rates:by-day", Permission.VIEW_LAW, "Mọi mức có hiệu lực trong một ngày, có căn cứ."
)
WATCH = Door(
    "Theo dõi luật", "rates:watch", Permission.VIEW_LAW, "Mức cần đối chiếu, đã hết hiệu lực, mất văn bản gốc."
)
SCORING = Door(
    "Chấm nhuận bút",
    "royalties:scoring",
    Permission.SCORE_WORKS,
    "Gõ hệ số từng tác phẩm: khung, trung vị, thành tiền.",
)
PREPARING = Door(
    "Lập bảng thanh toán",
    "budgets:sheet-prepare",
    Permission.PREPARE_SHEETS,
    "Tác phẩm đã chấm của tháng lên bảng; tác phẩm còn ở lại và vì sao.",
)
SIGNING = Door(
    "Chờ tôi ký",
    "signing:list",
    (
        Permission.APPROVE_AS_BOARD,
        Permission.APPROVE_AS_DEPUTY,
        Permission.CHECK_SHEETS,
        Permission.APPROVE_SHEETS,
    ),
    "Bảng thanh toán tới lượt chữ ký của bạn; ký từng bảng hoặc nhiều bảng.",
)
GROUPS: dict[str, list[type[ListPage] | Door]] = {
    "Nhuận bút": [
        PREPARING,
        SIGNING,
        royalties.PaymentSheetList,
        royalties.WorkList,
        SCORING,
        QuotaList,
        DuplicatePairList,
        WorksImportList,
        royalties.PayeeList,
        royalties.OutletList,
        OpeningBalanceList,
    ],
    "Mức chi": [BY_DAY, WATCH, rates.RateList, rates.ScheduleRowList, rates.ScheduleList, rates.InstrumentList],
    "Ngân sách": [budgets.FundingSourceList, budgets.CostLineList],
    "Tổ chức": [core.UnitList, core.BoardList, core.BoardMemberList, core.DelegationList],
    "Quản trị": [core.UserList, core.RoleAssignmentList, core.DecisionList],
}


@dataclass(frozen=True)
class MenuEntry:
    """A page in the menu; a list counts its rows only when a template asks."""

    page: type[ListPage] | Door
    user: User
    url: str
    is_current: bool

    @property
    def title(self) -> str:
        """The title of the page."""
        return self.page.title

    def count(self) -> dict[str, int | str]:
        """This will count the rows that the user may see, up to the cap; a page that is no list has no count."""
        if isinstance(self.page, Door):
            return {}
        number = count_rows(self.page.rows_for(self.user))
        return {"number": number, "said": say_count(number)}


def menu(request: HttpRequest) -> dict:
    """This will list, by group, the pages that the account may open; no query beyond the access itself."""
    user = getattr(request, "user", None)
    access = access_of(user)
    groups = [
        (heading, [_entry(page, request) for page in pages if any(map(access.allows, _opened_by(page)))])
        for heading, pages in GROUPS.items()
    ]
    return {"menu": [(heading, entries) for heading, entries in groups if entries]}


def frame(request: HttpRequest) -> dict:
    """This will name what a page extends: the whole frame, or nothing but its content where htmx puts it in a panel."""
    return {"frame": "core/_panel_frame.html" if getattr(request, "htmx", False) else "base.html"}


def _opened_by(page: type[ListPage] | Door) -> tuple[Permission, ...]:
    return page.permissions() if isinstance(page, Door) else (page.permission(),)


def _entry(page: type[ListPage] | Door, request: HttpRequest) -> MenuEntry:
    url = reverse(page.url_name())
    return MenuEntry(page=page, user=request.user, url=url, is_current=request.path == url)
