"""The printed paper: its pages, its words, its fonts, and that it opens nothing but its own fonts."""

import re
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from reports.payment_sheet import payment_sheet
from reports.payment_sheet_pdf import OwnFontsOnly, payment_sheet_pdf
from reports.text_lines import FONTS

pytestmark = pytest.mark.once
MARK = "MINH HOẠ – KHÔNG CÓ GIÁ TRỊ THANH TOÁN"


def pages(paper) -> list[str]:
    """The text of each page, every run of white space one space."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(payment_sheet_pdf(paper))).pages]


@pytest.fixture
def thirty(builder):
    """Thirty works of one payee: more than a page holds."""
    an = builder.payee("Nguyễn Thị An")
    for number in range(30):
        builder.work(f"Tin số {number}", {an: (1_872_000, 0)}, url=f"https://daklak.gov.vn/-/{number}")
    return builder


def test_words_and_amounts_can_be_read_as_typed(june_paper):
    text = " ".join(pages(june_paper))
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "BẢNG THANH TOÁN NHUẬN BÚT",
        "Kỳ: tháng 06/2026 – Số: nháp",
        "Nguyễn Thị An (Hoài An) – 60 %",
        "=SUM(A1:A9) +cmd",
        "Tổng cộng 4.329.000 292.500 4.621.500",
        "[3] 10/2024/QĐ-UBND, Điều 15 khoản 3 (ngày hiệu lực: chưa nhập)",
        "Có căn cứ cần đối chiếu với bản ký. (1 tác phẩm)",
        "Bốn triệu sáu trăm hai mươi mốt nghìn năm trăm đồng.",
        "Thuế TNCN và thực nhận chưa tính: chưa có ngày chi.",
        "NGƯỜI LẬP BIỂU",
        "THỦ TRƯỞNG ĐƠN VỊ",
    ):
        assert said in text


def test_tax_and_net_show_with_a_value_date(june):
    text = " ".join(pages(payment_sheet(june.save(taxes={june.payees[0]: 345_150}))))
    assert "Ngày chi: 15/07/2026" in text
    assert "Tổng cộng 4.621.500 345.150 4.276.350" in text
    assert "chưa tính" not in text


def test_a_title_typed_with_combining_marks_is_printed_in_composed_letters(builder):
    title = unicodedata.normalize("NFD", "Đưa nghị quyết vào cuộc sống")
    builder.work(title, {builder.payee("An"): (100, 0)})
    assert "Đưa nghị quyết vào cuộc sống" in " ".join(pages(payment_sheet(builder.save())))


def test_the_headings_are_repeated_and_pages_are_numbered_from_the_second_on(thirty):
    shown = pages(payment_sheet(thirty.save()))
    assert len(shown) == 3
    assert "STT Tên tác phẩm Ngày đăng" in shown[1]
    assert [re.findall(r"(?:^| )([0-9]+) Dấu vân số liệu:", text) for text in shown] == [[], ["2"], ["3"]]


def test_a_sheet_of_a_few_works_takes_two_pages(june_paper):
    assert len(pages(june_paper)) == 2


def test_signatures_never_stand_on_a_page_of_their_own(builder):
    an = builder.payee("An")
    for number in range(6):
        builder.work(f"Tin {number}", {an: (100, 0)}, url=f"https://x/{number}")
        builder.facts["period"] = builder.facts["period"].replace(year=2000 + number)
        last = pages(payment_sheet(builder.save()))[-1]
        assert "NGƯỜI LẬP BIỂU" in last
        assert last.index("Tổng số tiền trước thuế") > 0, "a line of the sheet stands above it"


def test_every_page_of_an_illustrative_sheet_says_that_it_is_worth_nothing(thirty):
    thirty.facts["is_illustrative"] = True
    shown = pages(payment_sheet(thirty.save()))
    assert [MARK in text for text in shown] == [True] * 3
    assert "Số: MH-nháp" in shown[0]


def test_every_page_of_a_draft_says_so_and_no_page_of_an_approved_sheet(thirty):
    assert all("BẢN NHÁP" in text for text in pages(payment_sheet(thirty.save())))
    thirty.facts |= {"status": "approved", "number": "07/NB"}
    assert not [text for text in pages(payment_sheet(thirty.save())) if "NHÁP" in text or "MINH HOẠ" in text]


def test_only_liberation_serif_is_embedded(june_paper):
    reader = PdfReader(BytesIO(payment_sheet_pdf(june_paper)))
    fonts = {
        font.get_object()["/BaseFont"].lstrip("/").split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].get_object().values()
    }
    assert fonts == {
        "Liberation-Serif",
        "Liberation-Serif-Bold",
        "Liberation-Serif-Italic",
        "Liberation-Serif-Bold-Italic",
    }


def test_no_id_or_account_in_clear(june_paper):
    text = " ".join(pages(june_paper))
    assert "•••••••••678" in text
    assert not [secret for secret in ("000012345678", "0123456789012", "000098765432", "9988776655") if secret in text]


def test_markup_in_a_title_is_printed_and_not_obeyed(builder):
    builder.work("<img src='https://x/y.png'> & <b>đậm</b>", {builder.payee("An"): (100, 0)})
    assert "<img src='https://x/y.png'> & <b>đậm</b>" in " ".join(pages(payment_sheet(builder.save())))


def test_a_sheet_without_works_says_so(builder):
    (text,) = pages(payment_sheet(builder.save()))
    assert "Không có tác phẩm nào trong kỳ." in text
    assert "Không đồng." in text


@pytest.mark.parametrize(
    "address", ["https://example.test/a.png", (FONTS.parent / "x.png").as_uri(), Path(__file__).as_uri()]
)
def test_an_address_that_is_not_one_of_its_fonts_stops_the_rendering(address):
    page = HTML(string=f"<img src='{address}'>", base_url=f"{FONTS.as_uri()}/", url_fetcher=OwnFontsOnly())
    with pytest.raises(FatalURLFetchingError):
        page.write_pdf()


def test_a_missing_font_stops_the_rendering_instead_of_another_typeface():
    style = "<style>@font-face { font-family: X; src: url('Missing.ttf') } p { font-family: X }</style><p>x</p>"
    with pytest.raises(FatalURLFetchingError):
        HTML(string=style, base_url=f"{FONTS.as_uri()}/", url_fetcher=OwnFontsOnly()).write_pdf()
