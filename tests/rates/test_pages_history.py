"""One rate's history on screen: its steps, its drawing, its stored rows with their corrections."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.models import Unit
from rates.models import Rate, RateCitation
from tests import list_rows
from tests.rates.screens import BY_DAY, HISTORIES, reader
from tests.screens import words_of


@pytest.fixture
def client(province):
    return reader()


def of(key: str) -> str:
    return reverse("rates:history", args=[key])


def steps(response) -> list[tuple]:
    return [(step.start, step.until, step.found.value) for step in response.context["steps"]]


@pytest.fixture
def correction(province) -> Rate:
    """The salary of July 2026 written anew on 20/07/2026."""
    wrong = Rate.objects.get(key="base_salary", start=date(2026, 7, 1))
    right = Rate.objects.create(
        key=wrong.key,
        label=wrong.label,
        measure=wrong.measure,
        scope=wrong.scope,
        start=wrong.start,
        recorded=date(2026, 7, 20),
        form="value",
        value=Decimal(2540000),
        status="verified",
    )
    RateCitation.objects.create(rate=right, instrument=list_rows.make_instrument(), clause="Điều 9", order=0)
    return right


def test_a_derived_value_steps_with_what_it_derives_from(client):
    assert steps(client.get(of("unit_value"))) == [
        (date(2014, 6, 1), date(2016, 4, 30), 115000),
        (date(2016, 5, 1), date(2017, 6, 30), 121000),
        (date(2017, 7, 1), date(2018, 6, 30), 130000),
        (date(2018, 7, 1), date(2019, 6, 30), 139000),
        (date(2019, 7, 1), date(2023, 6, 30), 149000),
        (date(2023, 7, 1), date(2024, 6, 30), 180000),
        (date(2024, 7, 1), date(2026, 6, 30), 234000),
        (date(2026, 7, 1), date(2026, 8, 31), 253000),
        (date(2026, 9, 1), None, 253000),
    ]


def test_the_drawing_has_words_for_those_who_do_not_see_it(client):
    page = client.get(of("unit_value")).content.decode()
    drawing = re.search(r"<svg.*?</svg>", page, re.DOTALL).group()
    names = re.search(r'role="img" aria-labelledby="(\S+) (\S+)"', drawing).groups()
    assert all(f'id="{name}"' in drawing for name in names)
    assert "Biểu đồ bậc thang: Giá trị một đơn vị hệ số nhuận bút" in drawing
    assert "Mức (đồng)" in drawing
    assert "Năm có hiệu lực" in drawing
    values = re.findall(r'class="law-value">([^<]+)<', drawing)
    assert values == ["115.000", "121.000", "130.000", "139.000", "149.000", "180.000", "234.000", "253.000"]
    assert "style=" not in page


def test_an_ended_rate_ends_in_its_history(client):
    response = client.get(of("ceiling/royalty/portal/news"))
    assert steps(response) == [(date(2014, 6, 1), date(2026, 8, 31), 10)]


def test_a_rate_of_words_has_a_table_and_no_drawing(client):
    response = client.get(of("portal/door"))
    assert "<svg" not in response.content.decode()
    page = words_of(response)
    assert "Mức này là chữ nên không vẽ biểu đồ." in page
    assert "24/06/2022 30/06/2026 Nghị định 42/2022/NĐ-CP Trung ương cần đối chiếu" in page


def test_a_stored_row_shows_where_it_comes_from(client):
    page = words_of(client.get(of("tax/withholding/threshold")))
    assert (
        "01/10/2013 2.000.000 Trung ương cần đối chiếu Điều 25, 111/2013/TT-BTC 01/10/2013 "
        "mức: theo trí nhớ; ngày: theo trí nhớ fiscal 2.2; rates 4.5 Mức và ngày 01/10/2013 ghi theo trí nhớ" in page
    )


def test_a_correction_is_shown_as_one(client, correction):
    response = client.get(of("base_salary"))
    assert steps(response)[-1] == (date(2026, 7, 1), None, 2540000)
    page = words_of(response)
    assert "Đính chính dòng ghi nhận ngày 15/05/2026." in page
    assert "Đã được đính chính bởi dòng ghi nhận ngày 20/07/2026." in page


def test_before_it_was_recorded_the_correction_was_not_known(client, correction):
    response = client.get(of("base_salary"), {"as_known_on": "19/07/2026"})
    assert steps(response)[-1] == (date(2026, 7, 1), None, 2530000)
    assert "Ngày 19/07/2026 chưa ghi nhận." in words_of(response)
    assert steps(client.get(of("base_salary"), {"as_known_on": "20/07/2026"}))[-1][2] == 2540000


def test_a_rate_not_known_on_the_day_has_no_step_and_says_so(client):
    response = client.get(of("tax/withholding/on_request"), {"as_known_on": "01/01/2026"})
    assert response.status_code == 200
    assert "Không có thời kỳ nào mức này có hiệu lực, theo những gì đã ghi nhận tới ngày 01/01/2026." in words_of(
        response
    )


def test_a_sample_row_is_in_the_history_of_a_demo_unit_only(client, office):
    Unit.objects.filter(pk=office.pk).update(is_demo=True)
    with_sample = client.get(of("royalty/portal/news"), {"unit": "vp-ubnd"}).context["rows"]
    without = client.get(of("royalty/portal/news")).context["rows"]
    assert {row.rate.scope for row in with_sample} == {"province", "illustrative"}
    assert {row.rate.scope for row in without} == {"province"}


@pytest.mark.parametrize("typed", ["unit_value", "Giá trị một đơn vị hệ số nhuận bút"])
def test_a_rate_is_found_by_key_and_by_name(client, typed):
    assert client.get(HISTORIES, {"key": typed}).context["key"] == "unit_value"


@pytest.mark.parametrize("address", [f"{HISTORIES}?key=khong/co", "/muc-chi/lich-su/khong/co/"])
def test_an_unknown_key_is_named_beside_its_field_and_kept(client, address):
    response = client.get(address)
    assert response.status_code == 404
    message = "Không có mức chi «khong/co». Hãy chọn một khoá trong danh sách gợi ý."
    assert response.context["form"].errors == {"key": [message]}
    assert 'value="khong/co"' in response.content.decode()


def test_an_unknown_unit_is_named_beside_its_field_and_kept(client):
    response = client.get(of("unit_value"), {"unit": "khong-co"})
    assert response.status_code == 400
    assert list(response.context["form"].errors) == ["unit"]
    assert 'value="khong-co"' in response.content.decode()


def test_without_a_rate_the_page_says_the_next_step(client):
    response = client.get(HISTORIES)
    assert response.status_code == 200
    assert "Hãy chọn một mức chi" in words_of(response)


def test_the_lists_and_the_day_lead_to_the_history(client):
    assert f'href="{of("base_salary")}"' in client.get(reverse("rates:rate-list") + "?q=base_salary").content.decode()
    assert f'href="{of("royalty/portal/news")}"' in client.get(reverse("rates:schedulerow-list")).content.decode()
    page = client.get(BY_DAY, {"on": "01/07/2026", "unit": "stc"}).content.decode()
    assert f'href="{of("base_salary")}?unit=stc"' in page
