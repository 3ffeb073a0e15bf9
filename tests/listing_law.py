"""The list pages of the law, for the registry."""

import rates.views
from tests import list_rows
from tests.listed import Listing

LISTINGS = [
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
        rates.views.ScheduleList,
        list_rows.schedules,
        headings=[
            "Văn bản",
            "Đơn vị",
            "Có hiệu lực từ",
            "Số dòng",
            "Bước",
            "Người nhập",
            "Người đối chiếu",
            "Ngày ghi nhận",
        ],
        finds={
            "q=bich ngoc": 1,
            "q=3/2026": 1,
            "state=draft&unit={unit}": 3,
            "unit={other}": 0,
            "since=2026-01-03": 4,
            "until=2026-01-03": 3,
        },
    ),
]
