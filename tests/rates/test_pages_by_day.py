"""The law of a day on screen: what is in force, what is not and why, and what a wrong question gets."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from core.models import Unit
from rates.models import Rate, RateCitation
from tests import list_rows
from tests.rates.screens import BY_DAY, reader
from tests.screens import words_of


@pytest.fixture
def client(province):
    return reader()


def in_force(response) -> dict:
    return {found.key: found for _, rates in response.context["in_force"] for found in rates}


def absent(response) -> dict:
    return {one.key: one for _, rates in response.context["absent"] for one in rates}


@pytest.mark.parametrize(
    ("day", "unit_value", "salary", "door"),
    [
        ("30/06/2026", "234.000", "2.340.000", "Nghị định 42/2022/NĐ-CP"),
        ("01/07/2026", "253.000", "2.530.000", "Nghị định 224/2026/NĐ-CP, Điều 20 khoản 3"),
    ],
)
def test_the_amounts_of_a_day_stand_beside_their_names(client, day, unit_value, salary, door):
    page = words_of(client.get(BY_DAY, {"on": day}))
    assert f"Giá trị một đơn vị hệ số nhuận bút {unit_value} đồng" in page
    assert f"Lương cơ sở {salary} đồng/tháng" in page
    assert f"Văn bản trung ương cho phép chi nhuận bút của cổng, trang thông tin điện tử {door}" in page


def test_rates_stand_in_groups_in_the_order_of_reading(client):
    groups = [title for title, _ in client.get(BY_DAY, {"on": "30/06/2026"}).context["in_force"]]
    assert groups == [
        "Lương cơ sở, giá trị một đơn vị hệ số",
        "Nhuận bút: cổng thông tin điện tử",
        "Nhuận bút: bản tin",
        "Nhuận bút: truyền thanh",
        "Nhuận bút: truyền hình",
        "Điều chỉnh nhuận bút",
        "Thù lao",
        "Quỹ khuyến khích, quỹ thù lao",
        "Thời hạn trả",
        "Tạo lập, số hoá thông tin",
        "Thuế thu nhập cá nhân",
        "Cổng thông tin điện tử: căn cứ chi, người quyết định",
        "Hiệu lực của văn bản gốc",
        "Trần của trung ương",
    ]


def test_a_rate_shows_dates_scope_status_citation_and_warning(client):
    page = words_of(client.get(BY_DAY, {"on": "24/11/2026"}))
    assert (
        "Giá trị một đơn vị hệ số nhuận bút 253.000 đồng 01/09/2026 chưa rõ Tỉnh cần đối chiếu "
        "Có căn cứ cần đối chiếu với bản ký. "
        "Văn bản gốc đã hết hiệu lực; mức này được áp dụng tiếp, chờ biểu mức mới. "
        "Điều 7 khoản 2, Điều 10 khoản 2, 18/2014/NĐ-CP" in page
    )


def test_what_all_rates_of_a_group_rest_on_is_said_once_above_them(client):
    page = words_of(client.get(BY_DAY, {"on": "24/11/2026"}))
    assert "Căn cứ chung cho cả nhóm: Điều 3 khoản 2, 161/2026/NĐ-CP Tên mức" in page
    assert "Lương cơ sở 2.530.000 đồng/tháng 01/07/2026 chưa rõ Trung ương đã đối chiếu – Giá trị" in page


def test_a_share_is_written_as_a_percentage(client):
    page = words_of(client.get(BY_DAY, {"on": "01/07/2026"}))
    assert "Thuế suất khấu trừ, cá nhân không cư trú 20 % 01/07/2026" in page


def test_what_is_not_in_force_says_why(client):
    response = client.get(BY_DAY, {"on": "30/06/2026"})
    one = absent(response)["tax/withholding/on_request"]
    assert (one.why, one.day) == ("Chưa bắt đầu, có hiệu lực", date(2026, 7, 1))
    response = client.get(BY_DAY, {"on": "01/09/2026"})
    one = absent(response)["ceiling/royalty/portal/news"]
    assert (one.why, one.day) == ("Đã hết hiệu lực", date(2026, 9, 1))
    assert [cited.instrument for cited in one.citations] == ["287/2026/NĐ-CP"]
    assert "Đã hết hiệu lực từ 01/09/2026 Điều 20 khoản 2, 287/2026/NĐ-CP" in words_of(response)


def test_what_rests_on_an_ended_decree_names_it(client):
    Rate.objects.get(key="validity/64-2007", scope="province").delete()
    one = absent(client.get(BY_DAY, {"on": "01/07/2026"}))["digitisation/page_text"]
    assert one.why == "Dựa trên «Hiệu lực của NĐ 64/2007/NĐ-CP và của những mức dựa trên nó»: đã hết hiệu lực"
    assert (one.day, [cited.instrument for cited in one.citations]) == (date(2026, 7, 1), ["224/2026/NĐ-CP"])


def test_every_key_stands_on_one_side_only(client):
    keys = set(Rate.objects.values_list("key", flat=True))
    for day in ("01/01/2010", "30/06/2026", "24/11/2026"):
        response = client.get(BY_DAY, {"on": day})
        here, there = in_force(response).keys(), absent(response).keys()
        assert (here & there, here | there) == (set(), keys)
    assert len(keys) > 100


def test_as_known_on_a_day_leaves_out_what_was_recorded_later(client):
    asked = {"on": "01/09/2026", "as_known_on": "16/07/2026"}
    assert in_force(client.get(BY_DAY, asked))["ceiling/royalty/portal/news"].maximum == Decimal(10)
    asked["as_known_on"] = "17/07/2026"
    assert "ceiling/royalty/portal/news" in absent(client.get(BY_DAY, asked))
    early = absent(client.get(BY_DAY, {"on": "01/09/2026", "as_known_on": "01/01/2026"}))["tax/withholding/on_request"]
    assert early.why == "Chưa ghi nhận tới ngày 01/01/2026"


def test_a_units_narrowing_is_seen_only_when_that_unit_is_asked_for(client, office):
    general = Rate.objects.get(key="royalty/portal/news", scope="province", start=date(2021, 12, 6))
    narrowing = Rate.objects.create(
        key=general.key,
        label=general.label,
        measure=general.measure,
        scope="unit",
        unit=office,
        narrows=general,
        start=date(2026, 1, 1),
        recorded=date(2026, 1, 1),
        form="frame",
        maximum=Decimal(5),
        status="verified",
    )
    instrument = list_rows.make_instrument("7/QĐ-VP")
    RateCitation.objects.create(rate=narrowing, instrument=instrument, clause="Điều 1", order=0)
    other = Unit.objects.get(code="stc")
    shown = {
        asked: in_force(client.get(BY_DAY, {"on": "30/06/2026", "unit": asked}))["royalty/portal/news"].maximum
        for asked in ("", "vp-ubnd", office.name.upper(), other.code)
    }
    assert shown == {"": 10, "vp-ubnd": 5, office.name.upper(): 5, "stc": 10}


def test_a_sample_schedule_shows_for_a_demo_unit_only(client, office):
    Unit.objects.filter(pk=office.pk).update(is_demo=True)
    page = words_of(client.get(BY_DAY, {"on": "30/06/2026", "unit": "vp-ubnd"}))
    assert "Biểu mức minh hoạ, không có giá trị thanh toán." in page
    assert "minh hoạ, không có giá trị" not in words_of(client.get(BY_DAY, {"on": "30/06/2026"}))


@pytest.mark.parametrize(
    ("asked", "field", "message"),
    [
        ({"on": "31/02/2026"}, "on", "Không hiểu ngày này. Hãy gõ ngày/tháng/năm, ví dụ 01/07/2026."),
        ({"on": "hôm qua"}, "on", "Không hiểu ngày này. Hãy gõ ngày/tháng/năm, ví dụ 01/07/2026."),
        ({"on": "01/09/1945"}, "on", "Ngày phải từ 02/09/1945 đến 31/12/2099."),
        ({"on": "01/01/2100"}, "on", "Ngày phải từ 02/09/1945 đến 31/12/2099."),
        ({"unit": "khong-co"}, "unit", "Không có đơn vị «khong-co». Hãy chọn một mã trong danh sách gợi ý."),
        ({"as_known_on": "x"}, "as_known_on", "Không hiểu ngày này. Hãy gõ ngày/tháng/năm, ví dụ 01/07/2026."),
    ],
)
def test_a_wrong_answer_is_named_beside_its_field_and_kept(client, asked, field, message):
    response = client.get(BY_DAY, asked)
    assert response.status_code == 400
    form = response.context["form"]
    assert {name: list(errors) for name, errors in form.errors.items()} == {field: [message]}
    page = response.content.decode()
    (typed,) = asked.values()
    assert f'value="{typed}"' in page
    assert 'aria-invalid="true"' in page
    assert "in_force" not in response.context


@pytest.mark.parametrize(
    ("query", "message"),
    [("onn=01/07/2026", "Không có tham số «onn» trên trang này."), ("export=pdf", "Không xuất được dạng «pdf»")],
)
def test_a_question_that_the_page_does_not_know_is_not_passed_over(client, query, message):
    response = client.get(f"{BY_DAY}?{query}")
    assert response.status_code == 400
    assert message in words_of(response)


def test_the_last_days_of_the_calendar_are_no_trap(client):
    assert client.get(BY_DAY, {"on": "31/12/2099"}).status_code == 200
    assert client.get(BY_DAY, {"on": "02/09/1945"}).context["in_force"] == []


def test_without_law_the_page_says_the_next_step(db):
    page = words_of(reader().get(BY_DAY))
    assert "Chưa có mức chi nào. Người quản trị hệ thống nạp luật đi kèm phần mềm trước tiên" in page


def test_the_export_holds_real_numbers_and_days(client):
    response = client.get(BY_DAY, {"on": "01/07/2026", "export": "xlsx"})
    assert 'filename="muc-chi-ngay-2026-07-01.xlsx"' in response["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["Có hiệu lực", "Không có hiệu lực"]
    assert book.active["A1"].value == "Mức chi có hiệu lực ngày 01/07/2026"
    rows = {row[2]: row for row in book.active.iter_rows(min_row=3, values_only=True)}
    unit_value = rows["unit_value"]
    assert (unit_value[3], unit_value[5], unit_value[8].date()) == ("253.000", 253000, date(2026, 7, 1))
    assert (unit_value[9].date(), unit_value[11]) == (date(2026, 8, 31), "đã đối chiếu")
    assert rows["royalty/portal/news"][6:8] == (None, 10)
    absent_keys = {row[2] for row in book["Không có hiệu lực"].iter_rows(min_row=3, values_only=True)}
    assert absent_keys & rows.keys() == set()
