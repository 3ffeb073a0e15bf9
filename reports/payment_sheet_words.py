"""The words of a payment sheet that are the same on every paper; headings stand in the order of the columns."""

from dataclasses import dataclass

from reports.payment_sheet_rows import PaymentSheetPaper

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
CURRENCY = "Đơn vị tính: đồng"
WORKS_TITLE = "Theo tác phẩm"
PAYEES_TITLE = "Theo người nhận"
WORK_HEADINGS = (
    "STT",
    "Tên tác phẩm",
    "Ngày đăng",
    "Tác giả (bút danh)",
    "Thể loại",
    "Hệ số",
    "Số ảnh",
    "Hệ số ảnh",
    "Nhuận bút tin, bài",
    "Nhuận bút ảnh",
    "Tổng cộng",
    "Căn cứ",
    "Ký nhận",
)
PHOTO_HEADINGS = ("Số ảnh", "Hệ số ảnh", "Nhuận bút ảnh")
PAYEE_HEADINGS = (
    "STT",
    "Người nhận",
    "Số định danh/MST",
    "Số tài khoản",
    "Ngân hàng",
    "Tổng trước thuế",
    "Thuế TNCN",
    "Thực nhận",
    "Ký nhận/Ghi chú",
)
TOTAL = "Tổng cộng"
NO_WORKS = "Không có tác phẩm nào trong kỳ."
NO_PAYEES = "Không có người nhận nào trong kỳ."
NOT_ENTERED = "chưa nhập"
UNTAXED = "Thuế TNCN và thực nhận chưa tính: chưa có ngày chi."
TAXED_WITH_PAYOUT = "Thuế TNCN và thực nhận tính khi chi, trên cả đợt chi."
SHARED = "Tác phẩm có nhiều tác giả: mỗi tác giả một dòng, tiền các dòng cộng lại bằng nhuận bút của cả tác phẩm."
PLACE_AND_DATE = "Đắk Lắk, ngày ….. tháng ….. năm ……."
SIGNERS = ("Người lập biểu", "Trưởng ban biên tập", "Kế toán (trưởng)", "Thủ trưởng đơn vị")
SIGNING = ("(Ký, họ tên)", "(Ký, họ tên)", "(Ký, họ tên)", "(Ký, họ tên, đóng dấu)")


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph under the tables: a heading, blank where there is none, and its lines."""

    heading: str
    lines: tuple[str, ...]


def work_headings(paper: PaymentSheetPaper) -> tuple[str, ...]:
    """This will name the columns of the works; remuneration has people in the place of authors."""
    if paper.shows_photos:
        return WORK_HEADINGS
    renamed = {"Tác giả (bút danh)": "Người nhận (vai trò)", "Nhuận bút tin, bài": "Thù lao"}
    return tuple(renamed.get(heading, heading) for heading in WORK_HEADINGS)


def subtitle(paper: PaymentSheetPaper) -> str:
    """This will say under the title which month is paid, under which number and, where it is known, on which day."""
    numbered = f"Kỳ: tháng {paper.period:%m/%Y} – Số: {paper.shown_number}"
    return f"{numbered} – Ngày chi: {paper.paid_on:%d/%m/%Y}" if paper.paid_on else numbered


def fingerprint(paper: PaymentSheetPaper) -> str:
    """This will say which stored figures the paper shows."""
    return f"Dấu vân số liệu: {paper.fingerprint}"


def sum_in_words(paper: PaymentSheetPaper) -> str:
    """This will say the gross in words, as a voucher must."""
    return f"Tổng số tiền trước thuế (viết bằng chữ): {paper.gross_in_words}."


def work_notes(paper: PaymentSheetPaper) -> tuple[Note, ...]:
    """This will list what stands under the works: how to read them, what they rest on, what to look at again."""
    return _that_say_something(
        Note("Nguồn kinh phí", paper.funding),
        Note("", (SHARED,) if paper.has_shared_works and paper.shows_photos else ()),
        Note("Giá trị một đơn vị hệ số", paper.unit_values),
        Note("Căn cứ", tuple(f"{cited.mark} {cited.text}" for cited in paper.legend)),
        Note("Xem lại trước khi ký", paper.remarks),
        Note("Lưu ý", tuple(f"{concern.text} ({concern.works} tác phẩm)" for concern in paper.concerns)),
    )


def payee_notes(paper: PaymentSheetPaper) -> tuple[Note, ...]:
    """This will list what stands under the payees: why there is no tax yet, or what the tax rests on."""
    return _that_say_something(
        Note("", (TAXED_WITH_PAYOUT if paper.number else UNTAXED,) if paper.tax is None else ()),
        Note("Căn cứ khấu trừ thuế TNCN", tuple(cited.text for cited in paper.tax_legend)),
    )


def _that_say_something(*notes: Note) -> tuple[Note, ...]:
    return tuple(note for note in notes if note.lines)
