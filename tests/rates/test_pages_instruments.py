"""Instruments on screen: one by one, with relations both ways and the rates that rest on it; and along time."""

import re

import pytest
from django.urls import reverse

from rates.models import Instrument
from tests import list_rows
from tests.rates.screens import TIMELINE, reader
from tests.screens import words_of


@pytest.fixture
def client(province):
    return reader()


def of(number: str) -> str:
    return reverse("rates:instrument", args=[number])


def deeds(response) -> dict:
    return {
        str(deed): [effect for _, members in groups for effect in members] for deed, groups in response.context["deeds"]
    }


def test_facts_and_what_is_not_entered(client):
    page = words_of(client.get(of("224/2026/NĐ-CP")))
    assert "Nghị định 224/2026/NĐ-CP" in page
    assert "Trích yếu chưa nhập Ngày ban hành chưa nhập Ngày hiệu lực 01/07/2026 Hết hiệu lực chưa ghi nhận" in page
    assert "Nhãn nguồn số hiệu: trích nguyên văn; ngày hiệu lực: trích nguyên văn" in page
    assert "Mục hồ sơ rates 0; rates 4.4; fiscal 0; fiscal 0.1" in page


def test_relations_are_told_from_both_sides_with_day_and_clause(client):
    acting = words_of(client.get(of("224/2026/NĐ-CP")))
    assert "bãi bỏ Nghị định 64/2007/NĐ-CP (từ 01/07/2026, Điều 90 khoản 2 điểm c)" in acting
    acted_on = words_of(client.get(of("64/2007/NĐ-CP")))
    assert "bị Nghị định 224/2026/NĐ-CP bãi bỏ (từ 01/07/2026, Điều 90 khoản 2 điểm c)" in acted_on
    assert "Hết hiệu lực từ 01/07/2026" in acted_on
    assert "là căn cứ của Thông tư 194/2012/TT-BTC" in acted_on
    amended = words_of(client.get(of("16/2014/QĐ-UBND")))
    assert "được Quyết định 40/2021/QĐ-UBND sửa đổi, bổ sung (từ 06/12/2021)" in amended
    assert "Hết hiệu lực chưa ghi nhận" in amended
    assert "chưa nhập từ bản ký" in amended


def test_a_salary_decree_replaces_the_amount_before_it(client):
    response = client.get(of("161/2026/NĐ-CP"))
    ((deed, (effect,)),) = deeds(response).items()
    assert deed == "thay mức trước"
    assert (effect.key, effect.said, effect.was, effect.clause) == (
        "base_salary",
        "2.530.000",
        "2.340.000",
        "Điều 3 khoản 2",
    )


def test_an_ending_decree_ends_the_ceilings_that_its_forerunner_opened(client):
    ended, opened = deeds(client.get(of("287/2026/NĐ-CP"))), deeds(client.get(of("18/2014/NĐ-CP")))
    ceilings = {effect.key for effect in opened["mở mức mới"] if effect.key.startswith("ceiling/")}
    assert len(ceilings) == 40
    assert {effect.key for effect in ended["chấm dứt mức"]} == ceilings | {"validity/18-2014"}


def test_a_decision_cited_on_after_its_amendment_still_stands_behind_the_rate(client):
    stands = deeds(client.get(of("16/2014/QĐ-UBND")))["vẫn là căn cứ của mức"]
    assert "royalty/portal/news" in {effect.key for effect in stands}
    assert "royalty/portal/news" in {
        effect.key for effect in deeds(client.get(of("40/2021/QĐ-UBND")))["thay mức trước"]
    }


def test_an_instrument_without_rates_says_so(client):
    page = words_of(client.get(of("61/2002/NĐ-CP")))
    assert "Chưa có mức chi nào dẫn văn bản này." in page


def test_an_unknown_number_is_not_found(client):
    assert client.get(of("0/0000/KHÔNG-CÓ")).status_code == 404


def test_every_instrument_opens_from_the_list(client):
    page = client.get(reverse("rates:instrument-list")).content.decode()
    numbers = list(Instrument.objects.values_list("number", flat=True))
    assert [number for number in numbers if f'href="{of(number)}"' not in page] == []
    assert {client.get(of(number)).status_code for number in numbers} == {200}


def test_the_timeline_lists_by_year_who_ends_whom(client):
    response = client.get(TIMELINE)
    years = [year for year, _ in response.context["years"]]
    assert years == [2026, 2024, 2022, 2021, 2018, 2014, 2013, 2007, None]
    page = words_of(response)
    assert "Nghị định 287/2026/NĐ-CP, hiệu lực từ 01/09/2026 bãi bỏ Nghị định 18/2014/NĐ-CP (từ 01/09/2026" in page
    assert (
        "Nghị định 73/2024/NĐ-CP, ban hành ngày 30/06/2024, ngày hiệu lực chưa nhập; hết hiệu lực từ 01/07/2026" in page
    )


def test_the_timeline_is_drawn_with_words(client):
    page = client.get(TIMELINE).content.decode()
    drawing = re.search(r"<svg.*?</svg>", page, re.DOTALL).group()
    assert drawing.count('class="law-bar law-bar-ended"') == 6
    assert drawing.count('class="law-bar"') == 10
    assert "Văn bản theo thời gian" in drawing
    assert "style=" not in page


def test_without_instruments_the_timeline_says_the_next_step(db):
    response = reader().get(TIMELINE)
    assert "Chưa có văn bản nào." in words_of(response)
    assert "<svg" not in response.content.decode()


def test_one_instrument_alone_can_be_drawn(db):
    list_rows.make_instrument()
    assert "<svg" in reader().get(TIMELINE).content.decode()
