"""Every list page, with how to fill it and what a reader must then find: one registry for all tests of lists."""

from collections.abc import Callable
from dataclasses import dataclass, field

import budgets.views
import core.views
import rates.views
import royalties.duplicate_pages
import royalties.import_pages
import royalties.views
from core.models import Unit
from core.pages import ListPage
from tests import list_rows


@dataclass(frozen=True)
class Listing:
    """A list page; finds holds, for six rows made, the query and how many rows it finds.

    {unit} in a query is the unit of the rows, {other} is another one. there is how many rows stand there before.
    """

    page: type[ListPage]
    make: Callable[[int, Unit], None]
    headings: list[str]
    finds: dict[str, int] = field(default_factory=dict)
    there: int = 0
    of_unit: bool = False

    def __str__(self) -> str:
        return self.page.url_name()


LISTINGS = [
    Listing(
        core.views.UnitList,
        list_rows.units,
        headings=[
            "Mã",
            "Tên đơn vị",
            "Cấp",
            "Cấp trên",
            "Chương",
            "Mã QHNS",
            "Tồn tại từ",
            "Đến hết",
            "Minh hoạ",
        ],
        finds={"q=so bich ngoc": 1, "q=U003": 1, "level=commune": 3, "on=2026-01-01": 7, "on=30/06/2025": 8},
        there=2,
    ),
    Listing(
        core.views.BoardList,
        list_rows.boards,
        headings=["Đơn vị", "Tên ban biên tập", "Số quyết định thành lập", "Ngày quyết định", "Thành viên"],
        finds={"q=bich ngoc": 1, "q=5/QĐ": 1, "unit={unit}": 6, "unit={other}": 0},
    ),
    Listing(
        core.views.BoardMemberList,
        list_rows.board_members,
        headings=["Người", "Chức danh", "Ban biên tập", "Đơn vị", "Từ ngày", "Đến hết ngày"],
        finds={"q=bich ngoc": 1, "position=head": 1, "unit={unit}": 6, "unit={other}": 0, "on=2026-02-02": 5},
    ),
    Listing(
        core.views.UserList,
        list_rows.users,
        headings=["Họ và tên", "Tên đăng nhập", "Đang dùng", "Đăng nhập gần nhất"],
        finds={"q=bich ngoc": 1, "q=U3": 1, "is_active=0": 3, "is_active=1": 5, "waits=no_role": 3},
        there=2,
    ),
    Listing(
        core.views.RoleAssignmentList,
        list_rows.role_assignments,
        headings=["Người được giao", "Vai trò", "Đơn vị", "Từ ngày", "Đến hết ngày"],
        finds={"q=bich ngoc": 1, "role=unit_head": 3, "unit={unit}": 6, "unit={other}": 0, "on=2026-02-02": 6},
        there=1,
    ),
    Listing(
        core.views.DelegationList,
        list_rows.delegations,
        headings=["Người uỷ quyền", "Người nhận", "Vai trò", "Đơn vị", "Số giấy uỷ quyền", "Từ ngày", "Đến hết ngày"],
        finds={"q=bich ngoc": 1, "role=unit_head": 3, "unit={unit}": 6, "unit={other}": 0, "on=2026-02-02": 5},
    ),
    Listing(
        core.views.DecisionList,
        list_rows.decisions,
        headings=["Lúc", "Người thực hiện", "Việc", "Loại đối tượng", "Đối tượng", "Đơn vị", "Nội dung", "Lý do"],
        finds={
            "q=bich ngoc": 1,
            "unit={unit}": 6,
            "unit={other}": 0,
            "since=2020-01-01": 6,
            "until=2020-01-01": 0,
        },
        of_unit=True,
    ),
    Listing(
        rates.views.InstrumentList,
        list_rows.instruments,
        headings=[
            "Số hiệu",
            "Loại",
            "Cơ quan ban hành",
            "Trích yếu",
            "Ngày ban hành",
            "Ngày hiệu lực",
            "Biểu mức",
            "Nhãn nguồn",
            "Mục hồ sơ",
            "Ghi chú",
        ],
        finds={"q=bich ngoc": 1, "since=2026-01-03": 4, "until=2026-01-03": 2},
    ),
    Listing(
        rates.views.RateList,
        list_rows.rates,
        headings=[
            "Tên mức",
            "Mức",
            "Đơn vị tính",
            "Từ ngày",
            "Phạm vi",
            "Đơn vị",
            "Tình trạng",
            "Căn cứ",
            "Nhãn nguồn",
            "Mục hồ sơ",
            "Ngày ghi nhận",
            "Khoá",
            "Giá trị",
            "Tối thiểu",
            "Tối đa",
        ],
        finds={
            "q=bich ngoc": 1,
            "q=portal/r3": 1,
            "scope=unit": 3,
            "status=to_verify": 1,
            "unit={unit}": 3,
            "unit={other}": 0,
            "since=2026-01-03": 4,
            "until=2026-01-03": 3,
        },
    ),
    Listing(
        rates.views.ScheduleRowList,
        list_rows.schedule_rows,
        headings=[
            "Loại hình",
            "Thứ tự",
            "Tên trong văn bản",
            "Đơn vị tính",
            "Văn bản",
            "Điều khoản",
            "Nhãn nguồn",
            "Mục hồ sơ",
            "Mã",
        ],
        finds={"q=bich ngoc": 1, "medium=portal": 3},
    ),
    Listing(
        royalties.views.OutletList,
        list_rows.outlets,
        headings=["Đơn vị", "Loại hình", "Tên nơi đăng"],
        finds={"q=bich ngoc": 1, "medium=portal": 3, "unit={unit}": 6, "unit={other}": 0},
    ),
    Listing(
        royalties.views.PayeeList,
        list_rows.payees,
        headings=[
            "Họ và tên",
            "Đơn vị",
            "Loại",
            "Nhóm",
            "Hợp đồng",
            "Cư trú",
            "Số định danh / MST",
            "Số tài khoản",
            "Ngân hàng",
            "Hồ sơ",
        ],
        finds={
            "q=bich ngoc": 1,
            "q=00001234500": 0,
            "kind=organisation": 1,
            "group=2": 3,
            "unit={unit}": 6,
            "unit={other}": 0,
            "to_complete=1": 1,
            "to_complete=0": 5,
        },
        of_unit=True,
    ),
    Listing(
        royalties.views.WorkList,
        list_rows.works,
        headings=[
            "Ngày đăng",
            "Tên tác phẩm",
            "Thể loại và hệ số",
            "Nơi đăng",
            "Đơn vị",
            "Trạng thái",
            "Đường dẫn",
        ],
        finds={
            "q=bich ngoc": 1,
            "q=daklak.example/4": 1,
            "state=scored": 3,
            "unit={unit}": 6,
            "unit={other}": 0,
            "since=2026-01-03": 4,
            "until=2026-01-03": 3,
            "waits=overdue": 0,
        },
        of_unit=True,
    ),
    Listing(
        royalties.duplicate_pages.DuplicatePairList,
        list_rows.pairs,
        headings=[
            "Hai tác phẩm",
            "Ngày đăng",
            "Vì sao nghi",
            "Quyết định",
            "Đơn vị",
            "Người quyết định",
            "Quyết định lúc",
            "Lý do",
        ],
        finds={"q=bich ngoc": 1, "verdict=waiting": 5, "verdict=different": 1, "unit={unit}": 6, "unit={other}": 0},
        of_unit=True,
    ),
    Listing(
        royalties.import_pages.WorksImportList,
        list_rows.works_imports,
        headings=["Nạp lúc", "Tệp", "Nơi đăng", "Đơn vị", "Trạng thái", "Số tác phẩm", "Số lỗi", "Người nạp"],
        finds={
            "q=bich ngoc": 1,
            "q=TEP-003": 1,
            "state=faulty": 3,
            "unit={unit}": 6,
            "unit={other}": 0,
            "since=2020-01-01": 6,
        },
        of_unit=True,
    ),
    Listing(
        royalties.views.PaymentSheetList,
        list_rows.sheets,
        headings=[
            "Kỳ",
            "Đơn vị",
            "Loại",
            "Số",
            "Minh hoạ",
            "Trạng thái",
            "Tổng trước thuế",
            "Thuế TNCN",
            "Thực nhận",
            "Ngày chi",
            "Người lập",
        ],
        finds={
            "q=bich ngoc": 1,
            "kind=royalty": 3,
            "status=draft": 1,
            "unit={unit}": 6,
            "unit={other}": 0,
            "year=2026": 6,
            "year=2025": 0,
            "is_illustrative=1": 1,
            "is_illustrative=0": 5,
            "waits=undated_draft": 0,
        },
        of_unit=True,
    ),
    Listing(
        budgets.views.FundingSourceList,
        list_rows.funding_sources,
        headings=["Nguồn kinh phí", "Mã", "Điều khoản"],
        finds={"q=bich ngoc": 1, "q=quang cao": 1},
        there=4,
    ),
    Listing(
        budgets.views.CostLineList,
        list_rows.cost_lines,
        headings=["Nội dung chi", "Mã", "Điều khoản"],
        finds={"q=bich ngoc": 1, "q=NHUAN BUT": 1},
        there=7,
    ),
]
