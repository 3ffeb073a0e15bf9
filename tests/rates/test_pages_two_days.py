"""Two days compared: only what differs, by how much, and which instrument did it."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from core.models import Unit
from tests.rates.screens import TWO_DAYS, reader
from tests.screens import words_of

MIDSUMMER = {"first": "30/06/2026", "second": "01/07/2026"}


@pytest.fixture
def client(province):
    return reader()


def changes(response) -> dict:
    return {change.key: change for change in response.context["changes"]}


def told(change) -> tuple:
    return (change.was, change.becomes, change.difference, [cited.instrument for cited in change.by])


def test_the_first_of_july_2026_changes_these_amounts(client):
    found = changes(client.get(TWO_DAYS, MIDSUMMER))
    amounts = {key: told(change) for key, change in found.items() if change.kind != "giữ mức, đổi căn cứ hoặc lưu ý"}
    validity = amounts.pop("validity/64-2007")
    assert validity[:2] == ("Còn hiệu lực", "Tỉnh tiếp tục áp dụng")
    assert amounts == {
        "base_salary": ("2.340.000", "2.530.000", "+190.000 (+8,12 %)", ["161/2026/NĐ-CP"]),
        "unit_value": ("234.000", "253.000", "+19.000 (+8,12 %)", ["161/2026/NĐ-CP"]),
        "tax/withholding/threshold": ("2.000.000", "5.000.000", "+3.000.000 (+150 %)", ["253/2026/NĐ-CP"]),
        "tax/withholding/on_request": ("không có", "10 %", "", ["253/2026/NĐ-CP"]),
        "tax/copyright/threshold": ("10.000.000", "20.000.000", "+10.000.000 (+100 %)", ["253/2026/NĐ-CP"]),
        "portal/door": (
            "Nghị định 42/2022/NĐ-CP",
            "Nghị định 224/2026/NĐ-CP, Điều 20 khoản 3",
            "",
            ["224/2026/NĐ-CP"],
        ),
        "portal/decider": ("Trưởng ban biên tập", "Thủ trưởng cơ quan chủ quản", "", ["224/2026/NĐ-CP"]),
    }


def test_and_what_stands_behind_these(client):
    found = changes(client.get(TWO_DAYS, MIDSUMMER))
    standing = {key for key, change in found.items() if change.kind == "giữ mức, đổi căn cứ hoặc lưu ý"}
    assert standing == {
        "digitisation/structured_le_15",
        "digitisation/structured_16_50",
        "digitisation/structured_gt_50",
        "digitisation/page_text",
        "digitisation/page_table",
        "digitisation/page_special",
        "digitisation/web_simple",
        "digitisation/web_complex",
        "digitisation/modifier/foreign_or_minority",
        "digitisation/modifier/from_electronic",
        "digitisation/modifier/conversion",
        "digitisation/modifier/photo",
        "digitisation/modifier/staff",
        "tax/withholding/rate",
        "tax/withholding/non_resident",
        "tax/copyright/rate",
    }
    page_text = found["digitisation/page_text"]
    assert (page_text.was, page_text.becomes) == ("tối đa 9.500", "tối đa 9.500")
    assert "224/2026/NĐ-CP" in [cited.instrument for cited in page_text.by]
    assert page_text.remarks == [
        "Phạm vi: Trung ương → Tỉnh.",
        "Tình trạng: đã đối chiếu → cần đối chiếu.",
        "Thêm lưu ý «Văn bản gốc đã hết hiệu lực; mức này được áp dụng tiếp, chờ biểu mức mới».",
    ]


def test_what_ends_names_the_instrument_that_ended_it(client):
    found = changes(client.get(TWO_DAYS, {"first": "31/08/2026", "second": "01/09/2026"}))
    ceiling = found["ceiling/royalty/tv/talk"]
    assert (ceiling.kind, *told(ceiling)) == ("hết hiệu lực", "tối đa 50", "không có", "", ["287/2026/NĐ-CP"])
    assert "base_salary" not in found


def test_the_page_shows_what_differs_and_nothing_else(client):
    page = words_of(client.get(TWO_DAYS, MIDSUMMER))
    assert "24 mức khác nhau giữa ngày 30/06/2026 và ngày 01/07/2026" in page
    assert "Giá trị một đơn vị hệ số nhuận bút đồng 234.000 253.000 +19.000 (+8,12 %)" in page
    assert "Khung hệ số" not in page


def test_days_between_which_nothing_changed_say_so(client):
    response = client.get(TWO_DAYS, {"first": "02/07/2026", "second": "03/07/2026"})
    assert "Không có mức nào khác nhau giữa ngày 02/07/2026 và ngày 03/07/2026." in words_of(response)


def test_as_known_before_publication_nothing_was_to_change(client):
    asked = {"first": "31/08/2026", "second": "01/09/2026", "as_known_on": "16/07/2026"}
    assert changes(client.get(TWO_DAYS, asked)) == {}


def test_unasked_it_shows_the_last_change_of_the_law(client, monkeypatch):
    monkeypatch.setattr("rates.law_pages.timezone.localdate", lambda: date(2026, 8, 15))
    context = client.get(TWO_DAYS).context
    assert (context["first"], context["second"]) == (date(2026, 6, 30), date(2026, 7, 1))


@pytest.mark.parametrize(
    ("asked", "field", "message"),
    [
        ({"first": "30/06/2026"}, "second", "Hãy gõ một ngày, ví dụ 01/07/2026."),
        ({"first": "x", "second": "01/07/2026"}, "first", "Không hiểu ngày này."),
        ({"first": "01/07/2026", "second": "01/07/2026"}, "second", "Ngày thứ hai phải sau ngày thứ nhất."),
        ({"first": "02/07/2026", "second": "01/07/2026"}, "second", "Ngày thứ hai phải sau ngày thứ nhất."),
    ],
)
def test_wrong_days_are_named_beside_their_field_and_kept(client, asked, field, message):
    response = client.get(TWO_DAYS, asked)
    assert response.status_code == 400
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert errors[field][0].startswith(message)
    for typed in asked.values():
        assert f'value="{typed}"' in response.content.decode()


def test_the_export_says_the_same(client):
    response = client.get(TWO_DAYS, {**MIDSUMMER, "export": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    assert 'filename="so-sanh-2026-06-30-2026-07-01.xlsx"' in response["Content-Disposition"]
    rows = {row[2]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert len(rows) == 24
    assert [cell.value for cell in sheet[2]][5:7] == ["Mức ngày 30/06/2026", "Mức ngày 01/07/2026"]
    assert rows["base_salary"][4:9] == (
        "mức thay đổi",
        "2.340.000",
        "2.530.000",
        "+190.000 (+8,12 %)",
        "Điều 3 khoản 2, 161/2026/NĐ-CP",
    )


def test_the_link_to_the_export_keeps_the_unit(client):
    assert Unit.objects.filter(code="stc").exists()
    response = client.get(TWO_DAYS, {**MIDSUMMER, "unit": "stc"})
    link = "?first=30/06/2026&amp;second=01/07/2026&amp;unit=stc&amp;export=xlsx"
    assert link in response.content.decode()
