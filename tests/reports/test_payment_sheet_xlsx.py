"""The Excel paper, read back as a spreadsheet program would."""

import json
import shutil
import subprocess
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.payment_sheet import payment_sheet
from reports.payment_sheet_json import payment_sheet_json
from reports.payment_sheet_xlsx import payment_sheet_xlsx
from reports.text_lines import line_count

pytestmark = pytest.mark.once
# Without a mark over the table: letterhead 1-3, title 4-5, currency 6, headings 7.
FIRST = 8


@pytest.fixture
def taxed(june):
    """The sheet of June, approved and paid on 15/07/2026 with 345.150 đồng of tax."""
    june.facts |= {"status": "approved", "number": "07/NB"}
    return payment_sheet(june.save(taxes={june.payees[0]: 345_150}))


def read(paper, *, values: bool = True) -> Workbook:
    return load_workbook(BytesIO(payment_sheet_xlsx(paper)), data_only=values)


def row_of(sheet: Worksheet, row: int, columns: str) -> list:
    cells = [sheet[f"{column}{row}"] for column in columns]
    return [cell.value.date() if cell.is_date else cell.value for cell in cells]


def texts(workbook: Workbook) -> list[str]:
    return [
        cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    ]


def test_works_stand_one_row_an_author_with_real_numbers_and_dates(taxed):
    sheet = read(taxed)["Theo tác phẩm"]
    assert row_of(sheet, FIRST, "ACDEFGHIJKL") == [
        1, date(2026, 6, 5), "Nguyễn Thị An (Hoài An)", "Tin", 8, None, None, 1_872_000, 0, 1_872_000, "[1], [2]",
    ]  # fmt: skip
    assert row_of(sheet, FIRST + 1, "ACDEFGHIJKL") == [
        2, date(2026, 6, 20), "Nguyễn Thị An (Hoài An) – 60\u00a0%", "Phóng sự", 10, 5, 0.25,
        1_404_000, 175_500, 1_579_500, "[1]–[3]",
    ]  # fmt: skip
    assert row_of(sheet, FIRST + 2, "ACDEFGHIJKL") == [
        None, None, "Y Bình Niê – 40\u00a0%", None, None, None, None, 936_000, 117_000, 1_053_000, None,
    ]  # fmt: skip
    assert row_of(sheet, FIRST + 4, "AIJK") == ["Tổng cộng", 4_329_000, 292_500, 4_621_500]


def test_totals_are_live_formulas_with_their_values(taxed):
    formulas, values = read(taxed, values=False), read(taxed)
    works, payees = formulas["Theo tác phẩm"], formulas["Theo người nhận"]
    assert row_of(works, 9, "K") == ["=I9+J9"]
    assert row_of(works, 12, "IJK") == ["=SUM(I8:I11)", "=SUM(J8:J11)", "=SUM(K8:K11)"]
    assert row_of(payees, 8, "FGH") == [3_451_500, 345_150, "=F8-G8"]
    assert row_of(payees, 10, "FGH") == ["=SUM(F8:F9)", "=SUM(G8:G9)", "=SUM(H8:H9)"]
    assert row_of(payees, 11, "F") == ["='Theo tác phẩm'!K12-F10"]
    assert row_of(values["Theo người nhận"], 10, "FGH") == [4_621_500, 345_150, 4_276_350]
    assert row_of(values["Theo người nhận"], 11, "F") == [0]


def test_money_and_dates_show_the_vietnamese_way_on_any_machine(taxed):
    sheet = read(taxed)["Theo tác phẩm"]
    formats = {sheet[cell].number_format for cell in ("I8", "J8", "K8", "I12", "J12", "K12")}
    assert formats == {"[$-42A]#,##0"}
    assert sheet["C8"].number_format == "dd/mm/yyyy"
    assert [sheet[cell].number_format for cell in ("F8", "H9")] == ["[$-42A]#,##0", "[$-42A]#,##0.00"]


def test_a_text_that_looks_like_a_formula_or_a_link_stays_text(builder):
    payee = builder.payee("=HYPERLINK(A1)", account_number="+84", bank="@SUM(A1)")
    builder.work("-2+3", {payee: (100, 0)}, url="https://daklak.gov.vn/-/tin")
    workbook = read(payment_sheet(builder.save()), values=False)
    title = workbook["Theo tác phẩm"]["B9"]
    assert (title.value, title.data_type, title.hyperlink) == ("-2+3\nhttps://daklak.gov.vn/-/tin", "s", None)
    payees = workbook["Theo người nhận"]
    assert [(payees[cell].value, payees[cell].data_type) for cell in ("B9", "E9")] == [
        ("=HYPERLINK(A1)", "s"),
        ("@SUM(A1)", "s"),
    ]


def test_without_a_value_date_tax_and_net_are_blank_and_the_paper_says_why(june_paper):
    workbook = read(june_paper)
    payees = workbook["Theo người nhận"]
    assert row_of(payees, 9, "FGH") == [3_451_500, None, None]
    assert row_of(payees, 11, "FGH") == [4_621_500, None, None]
    assert "Thuế TNCN và thực nhận chưa tính: chưa có ngày chi." in texts(workbook)


def test_both_worksheets_print_on_a4_landscape_as_wide_as_the_page_with_the_headings_repeated(taxed):
    for sheet in read(taxed):
        setup = sheet.page_setup
        # One page wide is the default and is not written out; as many pages high as it takes.
        assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, None, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$7:$7", "C8")


def test_both_worksheets_have_letterhead_sum_in_words_and_signatures(taxed):
    for sheet in read(taxed):
        found = {cell.value for row in sheet.iter_rows() for cell in row if cell.value}
        assert {
            "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK",
            "SỞ THỬ NGHIỆM",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "BẢNG THANH TOÁN NHUẬN BÚT",
            f"{sheet.title} – Kỳ: tháng 06/2026 – Số: 07/NB – Ngày chi: 15/07/2026",
            "Tổng số tiền trước thuế (viết bằng chữ): Bốn triệu sáu trăm hai mươi mốt nghìn năm trăm đồng.",
            "\nNGƯỜI LẬP BIỂU\n(Ký, họ tên)",
            "\nTRƯỞNG BAN BIÊN TẬP\n(Ký, họ tên)",
            "\nKẾ TOÁN (TRƯỞNG)\n(Ký, họ tên)",
            "Đắk Lắk, ngày ….. tháng ….. năm …….\nTHỦ TRƯỞNG ĐƠN VỊ\n(Ký, họ tên, đóng dấu)",
        } <= found


def test_only_times_new_roman_is_used(taxed):
    assert {cell.font.name for sheet in read(taxed) for row in sheet.iter_rows() for cell in row} == {"Times New Roman"}


def test_the_mark_stands_over_the_table_and_in_the_footer_of_every_page(builder):
    builder.facts["is_illustrative"] = True
    mark = "MINH HOẠ – KHÔNG CÓ GIÁ TRỊ THANH TOÁN · BẢN NHÁP"
    for sheet in read(payment_sheet(builder.save())):
        assert sheet["A6"].value == mark
        assert sheet.oddFooter.right.text == mark
        assert "MH-nháp" in sheet["A5"].value


def test_a_real_sheet_in_force_carries_no_mark(taxed):
    for sheet in read(taxed):
        assert sheet.oddFooter.right.text is None


def test_no_id_or_account_in_clear(taxed):
    found = "\n".join(texts(read(taxed)))
    assert "•••••••••678" in found
    assert not [secret for secret in ("000012345678", "0123456789012", "000098765432", "9988776655") if secret in found]


def test_a_sheet_without_works_says_so_and_sums_to_nothing(builder):
    workbook = read(payment_sheet(builder.save()))
    assert workbook["Theo tác phẩm"]["A9"].value == "Không có tác phẩm nào trong kỳ."
    assert row_of(workbook["Theo tác phẩm"], 10, "IJK") == [0, 0, 0]
    assert workbook["Theo người nhận"]["A9"].value == "Không có người nhận nào trong kỳ."


def test_a_row_is_as_high_as_its_longest_text(builder):
    an = builder.payee("An")
    builder.work("Ngắn", {an: (100, 0)})
    builder.work("Một tên tác phẩm rất dài " * 12, {an: (100, 0)})
    sheet = read(payment_sheet(builder.save()))["Theo tác phẩm"]
    assert sheet.row_dimensions[9].height is None, "one line is the default and is not written out"
    assert sheet.row_dimensions[10].height >= 7 * 15


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("mmm", 1), ("mmm mmm", 2), ("m\nm", 2), ("mmmmmmmmmmmm", 4)],
)
def test_lines_are_counted_by_the_width_of_the_letters(text, lines):
    assert line_count(text, width=3.0) == lines


def test_a_spreadsheet_program_calculates_what_the_other_papers_say(taxed, tmp_path):
    (tmp_path / "sheet.xlsx").write_bytes(payment_sheet_xlsx(taxed))
    subprocess.run(
        [
            shutil.which("soffice"),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path / "again"),
            str(tmp_path / "sheet.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    workbook = load_workbook(tmp_path / "again" / "sheet.xlsx", data_only=True)
    works, payees = workbook["Theo tác phẩm"], workbook["Theo người nhận"]
    said = json.loads(payment_sheet_json(taxed))["sheet"]
    assert row_of(works, 12, "IJK") == [4_329_000, 292_500, 4_621_500]
    assert row_of(payees, 10, "FGH") == [int(said["gross"]), int(said["tax"]), int(said["net"])]
    assert row_of(payees, 11, "F") == [0]
