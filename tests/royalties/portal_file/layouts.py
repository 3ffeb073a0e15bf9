"""Exports of portals as they are today, built cell by cell with invented people; each with what must be understood."""

from io import BytesIO

from openpyxl import Workbook

TITLE = "Chi nhuận bút Trang Thông tin điện tử Từ 01/07/2026 Tới 31/07/2026"


def _bytes(workbook: Workbook) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def rows_xlsx(rows: list[list]) -> bytes:
    """This will write bare rows from A1 on."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return _bytes(workbook)


def list_of_articles(rows: list[list] | None = None) -> bytes:
    """This will write «DanhSachBaiViet»: a title block, ten columns, a sum, the amount in words and two signatures."""
    head = ["Stt", "Nội dung tin", "Ngày Đăng", "Thể loại", "Số lượng ảnh", "Tác giả"]
    head += ["Địa chỉ", "Nhuận bút", "Ký nhận", "Link"]
    works = rows or [
        [
            1,
            "Hội nghị tổng kết",
            "10/07/2026",
            "Tin",
            2,
            "Nguyễn Thị Mẫu",
            "Buôn Ma Thuột",
            150000,
            "",
            "https://a.test/1",
        ],
        [2, "Mùa cà phê chín", "13/07/2026 08:30", "Phóng sự", 0, "Trần Văn Ví", "", 450000, "", "https://a.test/2"],
        [3, "Ngày hội đọc sách", "15/07/2026", "Tin", 1, "H’Mẫu Êban, Y Ví Mlô", "", 150000, "", "https://a.test/3"],
    ]
    foot = [
        ["", "Tổng cộng", "", "", 3, "", "", 750000, "", ""],
        ["Bằng chữ: Bảy trăm năm mươi nghìn đồng"],
        ["", "", "", "", "", "Buôn Ma Thuột, ngày 31 tháng 7 năm 2026"],
        ["", "NGƯỜI LẬP", "", "", "", "THỦ TRƯỞNG ĐƠN VỊ"],
        [],
        ["", "Lê Thị Lập", "", "", "", "Ngô Văn Trưởng"],
    ]
    return rows_xlsx([["UBND TỈNH ĐẮK LẮK"], ["VĂN PHÒNG"], [], ["DANH SÁCH"], [TITLE], [], head, *works, *foot])


def culture_and_tourism() -> bytes:
    """This will write «DanhSachBaiVietVanHoaDuLich»: coefficients and money by text and by photo."""
    head = ["Stt", "Tên bài viết", "Ngày Đăng", "Tác giả", "Hệ số tin, bài", "Loại tin, bài", "Số hình ảnh"]
    head += ["Hệ số ảnh", "Nhuận bút tin, bài (0.5)", "Nhuận bút ảnh (0.3)", "Tổng cộng", "Ký nhận"]
    works = [
        [
            1,
            "Lễ hội cồng chiêng",
            "18/07/2026",
            "Bài: Nguyễn Thị Mẫu - Ảnh: Trần Văn Ví",
            3,
            "Bài",
            4,
            0.3,
            1,
            2,
            3,
            "",
        ],
        [2, "Thác nước mùa mưa", "20/07/2026", "Trung tâm Văn hoá và Truyền thông", 1, "Tin", 0, 0.3, 1, 0, 1, ""],
    ]
    return rows_xlsx([["DANH SÁCH"], head, *works, ["", "Cộng", "", "", "", "", 4, "", 2, 2, 4]])


def district(place: str = "EA KAR") -> bytes:
    """This will write «DanhSachBaiVietEakar» or Krông Ana: a head of two merged rows."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(
        [f"THEO DÕI CHI TRẢ NHUẬN BÚT ĐỐI VỚI CÁC TIN BÀI ĐÃ ĐƯỢC ĐĂNG TRÊN TRANG THÔNG TIN ĐIỆN TỬ HUYỆN {place}"]
    )
    sheet.append([])
    group = "Tỷ lệ % nhuận bút cấp huyện"
    sheet.append(["STT", "Tên bài viết", "Ngày đăng", "Tác giả", "Người duyệt", group])
    sheet.append(["", "", "", "", "", "Nhóm HS", "HS nhuận bút", "Thành tiền (ngìn đồng)"])
    for column in "ABCDE":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("F3:H3")
    sheet.append([1, "Ra quân làm thuỷ lợi", "21/07/2026", "Tin, ảnh: Phạm Thị Ngọc", "Lê Văn Duyệt", "A", 1.5, 111750])
    sheet.append(
        [2, "Tập huấn chăn nuôi", "22/07/2026", "Phạm Thị Ngọc và Đoàn Văn Mẫu", "Lê Văn Duyệt", "B", 1, 74500]
    )
    sheet.append(["", "", "LÃNH ĐẠO ĐƠN VỊ", "", "TRƯỞNG BAN BIÊN TẬP"])
    return _bytes(workbook)


def procuracy() -> bytes:
    """This will write «DanhSachBaiVietVKS»: no day anywhere."""
    head = ["Stt", "Nội dung tin", "Đơn Vị", "Tác giả", "Thể loại", "Số ảnh", "Nhuận bút", "Ghi chú"]
    works = [
        [1, "Phiên toà rút kinh nghiệm", "Phòng 7", "Vũ Thị Mẫu", "Tin", 1, 100000, "đăng trang nhất"],
        [2, "Phiên toà rút kinh nghiệm", "Phòng 9", "Hồ Văn Ví", "Tin", 0, 100000, ""],
        [3, "Trao quà cho học sinh", "Phòng 7", "Vũ Thị Mẫu", "Tin", 0, 100000, ""],
    ]
    return rows_xlsx([["DANH SÁCH TIN BÀI"], head, *works, ["", "Tổng cộng", "", "", "", 1, 300000], ["", "NGƯỜI LẬP"]])
