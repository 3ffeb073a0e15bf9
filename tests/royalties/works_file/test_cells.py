"""Single cells, each read both ways: what is taken, and what is refused with which reason."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from core.workbook import cells as generic
from royalties.works_file import cells
from royalties.works_file.cells import Share, WrongCellError


def _refusal(reader, cell) -> str:
    with pytest.raises(WrongCellError) as refused:
        reader(cell)
    return str(refused.value)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0", "\u200b", "\ufeff \n"])
def test_white_and_unseen_characters_are_a_blank_cell(cell):
    assert generic.is_blank(cell)


@pytest.mark.parametrize("cell", ["0", 0.0, False, "-"])
def test_nought_is_no_blank_cell(cell):
    assert not generic.is_blank(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  Tin\u00a0 mới ", "Tin mới"),
        ("di\u0323ch ta\u0309", "dịch tả"),
        ("Đắk\u200b Lắk\ufeff", "Đắk Lắk"),
        ("a\x00b\nc", "ab c"),
        (2026.0, "2026"),
        (1e16, "10000000000000000"),
    ],
)
def test_text_is_cleaned_and_a_number_becomes_its_digits(cell, expected):
    assert generic.read_text(cell) == expected


@pytest.mark.parametrize("cell", [True, datetime.fromisoformat("2026-06-05"), time(8, 30), timedelta(hours=30)])
def test_text_is_neither_a_truth_value_nor_a_date(cell):
    assert "không phải chữ" in _refusal(generic.read_text, cell)


def test_text_has_a_longest_length():
    assert generic.read_text("x" * 500, 500) == "x" * 500
    assert _refusal(lambda cell: generic.read_text(cell, 500), "x" * 501) == "dài 501 ký tự, chỉ nhận đến 500"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("0123456789012345678901234", "0123456789012345678901234"), ("066 123", "066 123"), (999999999999999.0, "9" * 15)],
)
def test_an_account_is_text_of_any_length_or_an_exact_number(cell, expected):
    assert cells.read_account(cell) == expected


@pytest.mark.parametrize("cell", [1e15, 1234567890123456.0, float("inf")])
def test_an_account_that_excel_has_rounded_is_refused(cell):
    assert "Văn bản (Text)" in _refusal(cells.read_account, cell)


@pytest.mark.parametrize("cell", [-5.0, 12.5, float("nan")])
def test_an_account_is_a_whole_number_that_is_not_negative(cell):
    assert "không phải là dãy chữ số" in _refusal(cells.read_account, cell)


@pytest.mark.parametrize("cell", [True, date(2026, 6, 5)])
def test_an_account_is_neither_a_truth_value_nor_a_date(cell):
    assert "không phải chữ" in _refusal(cells.read_account, cell)


def test_an_id_is_text_of_any_length():
    assert cells.read_id_number("000123456789") == "000123456789"
    assert cells.read_id_number("66123456789") == "66123456789"
    assert cells.read_id_number("B 1234567") == "B 1234567"


@pytest.mark.parametrize("cell", [6000123456.0, 123456789012.0, 6000123456001.0])
def test_an_id_typed_as_a_number_may_have_lost_nothing(cell):
    assert cells.read_id_number(cell) == f"{cell:.0f}"


@pytest.mark.parametrize("cell", [66123456789.0, 101234567.0, 12345678.0, 0.0, 12345678901234.0])
def test_an_id_typed_as_a_number_that_lost_its_leading_zero_is_refused(cell):
    said = _refusal(cells.read_id_number, cell)
    assert "bỏ số 0 ở đầu" in said
    assert "Văn bản (Text)" in said


@pytest.mark.parametrize("reader", [cells.read_id_number, cells.read_account])
@pytest.mark.parametrize("cell", ["-", "–", "...", "•"])
def test_a_dash_is_neither_an_id_nor_an_account(reader, cell):
    assert "chưa có thì để trống" in _refusal(reader, cell)


@pytest.mark.parametrize(
    "cell",
    [
        "05/06/2026",
        "5/6/2026",
        " 05/06/2026\u200b",
        "05/06/2026 08:30",
        "05/06/2026 08:30:15",
        date(2026, 6, 5),
        datetime.fromisoformat("2026-06-05T23:59"),
    ],
)
def test_a_date_is_day_first_text_or_a_real_date(cell):
    assert cells.read_date(cell) == date(2026, 6, 5)


@pytest.mark.parametrize("cell", ["2026-06-05", "05-06-2026", "05/06/26", "hôm qua", 46178.0, True, time(8, 30)])
def test_other_dates_are_refused(cell):
    assert "không phải là ngày" in _refusal(cells.read_date, cell)


@pytest.mark.parametrize("cell", ["31/02/2026", "06/13/2026", "29/02/2026", "00/01/2026", "01/01/0000"])
def test_a_day_that_is_not_in_the_calendar_is_refused(cell):
    assert "không có trên lịch" in _refusal(cells.read_date, cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,5", "1.5"),
        ("8,5", "8.5"),
        (8.5, "8.5"),
        (15.0, "15"),
        ("123.456,75", "123456.75"),
        ("1.500", "1500"),
        ("0", "0"),
        (-0.0, "0"),
        (" 2\u00a0", "2"),
        (0.1 + 0.2, "0.3"),
        ("0,12345678", "0.12345678"),
    ],
)
def test_numbers_are_vietnamese_text_or_real_numbers(cell, expected):
    number = generic.read_number(cell)

    assert (number, number.is_signed()) == (Decimal(expected), False)


@pytest.mark.parametrize("cell", ["8.5", "1.23,4", "tám", "1 500", "5%", "+5", "1,5,0", "(5)", "1e3", "NaN", "%"])
def test_other_writings_of_numbers_are_refused(cell):
    assert "1.234.567,5" in _refusal(generic.read_number, cell)


@pytest.mark.parametrize("cell", ["-1", "\u22125", "\u20135", -0.5, -1e20])
def test_negative_numbers_are_refused(cell):
    assert _refusal(generic.read_number, cell) == "không được âm"


@pytest.mark.parametrize("cell", ["1.000.000", 1e6, 1e300, float("inf"), float("nan")])
def test_numbers_from_a_million_on_are_refused(cell):
    assert _refusal(generic.read_number, cell) == "số quá lớn"


def test_a_number_just_below_a_million_is_taken():
    assert generic.read_number("999.999") == Decimal(999999)


@pytest.mark.parametrize("cell", ["0.200", "0.125"])
def test_a_nought_with_three_digits_after_a_dot_is_ambiguous(cell):
    assert "không rõ là số nào" in _refusal(generic.read_number, cell)


@pytest.mark.parametrize("cell", [True, date(2026, 6, 5), datetime.fromisoformat("2026-06-05"), timedelta(hours=1)])
def test_numbers_are_neither_truth_values_nor_dates(cell):
    assert "không phải số" in _refusal(generic.read_number, cell)


def test_a_coefficient_has_at_most_six_decimals():
    assert cells.read_coefficient("8,123456") == Decimal("8.123456")
    assert _refusal(cells.read_coefficient, "8,1234567") == "có quá 6 chữ số sau dấu phẩy"
    assert _refusal(cells.read_coefficient, 25 / 3) == "có quá 6 chữ số sau dấu phẩy"


def test_noughts_at_the_end_are_no_decimals():
    assert str(cells.read_coefficient("8,50000000")) == "8.5"
    assert str(cells.read_coefficient("1.200,0")) == "1200"


def test_a_count_is_a_whole_number():
    assert cells.read_whole_number("3") == 3
    assert cells.read_whole_number(3.0) == 3
    assert _refusal(cells.read_whole_number, "1,5") == "«1,5» không phải là số nguyên"
    assert _refusal(cells.read_whole_number, 1.5) == "«1,5» không phải là số nguyên"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("60%", Share(Decimal("0.6"), is_percent=True)),
        ("62,5 %", Share(Decimal("0.625"), is_percent=True)),
        ("60", Share(Decimal(60), is_percent=False)),
        (60.0, Share(Decimal(60), is_percent=False)),
        (0.6, Share(Decimal("0.6"), is_percent=False)),
        ("0,6", Share(Decimal("0.6"), is_percent=False)),
    ],
)
def test_a_share_is_a_percentage_or_a_bare_number(cell, expected):
    assert cells.read_share(cell) == expected


@pytest.mark.parametrize("cell", ["0", "0%", 0.0])
def test_a_share_of_nothing_is_refused(cell):
    assert _refusal(cells.read_share, cell) == "tỷ lệ phải lớn hơn 0"


@pytest.mark.parametrize("cell", ["-60%", "-1", -0.6])
def test_a_negative_share_is_refused(cell):
    assert _refusal(cells.read_share, cell) == "không được âm"


@pytest.mark.parametrize("cell", ["một nửa", "%", "1/2", "60%%"])
def test_a_share_that_is_no_number_is_refused(cell):
    assert "không phải là số" in _refusal(cells.read_share, cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("x" * 41, "«" + "x" * 40 + "…»"),
        (8.5, "«8,5»"),
        (datetime.fromisoformat("2026-06-05T08:00"), "«05/06/2026»"),
        (True, "«True»"),
        ("a\u200b  b", "«a b»"),
        ("066.012.345.678", "«••••••••••••678»"),
        (66012345678.0, "«••••••••678»"),
        ("x" * 33 + " 000012345678", "«" + "x" * 33 + " ••••••…»"),
    ],
)
def test_a_cell_is_quoted_shortly(cell, expected):
    assert generic.quoted(cell) == expected
