"""The sheet on screen and «Vì sao ra số này?»: what the papers say, step by step, for those who may see it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Unit
from royalties.models import PaymentSheet
from royalties.services import draft_from_file, open_outlets
from tests.royalties.files import good, works_xlsx
from tests.screens import browser_of, text_of


@pytest.fixture
def sheet(office, system, tmp_path) -> PaymentSheet:
    open_outlets(actor=system)
    second = {"Tác giả": "H Ví Dụ Êban", "Số định danh": "000000000002", "Số tài khoản": ""}
    rows = [
        good(1, **{"Số ảnh": 3, "Hệ số ảnh": "0,5", "Điều chỉnh": "Khó khăn: 50%"}),
        good(2, **{"Tỷ lệ": "60%"}),
        good(2, **{"Tỷ lệ": "40%"} | second),
    ]
    path = works_xlsx(tmp_path / "works.xlsx", rows)
    return draft_from_file(actor=system, unit=office, period=date(2026, 7, 1), path=path, paid_on=date(2026, 8, 5))


def pages(sheet: PaymentSheet) -> list[str]:
    work, total = sheet.works.first(), sheet.payee_totals.first()
    return [
        reverse("reports:payment-sheet", args=[sheet.pk]),
        reverse("reports:work-why", args=[sheet.pk, work.pk]),
        reverse("reports:tax-why", args=[sheet.pk, total.pk]),
    ]


def test_the_page_says_what_the_papers_say(sheet):
    text = text_of(browser_of("board_head", sheet.unit).get(pages(sheet)[0]))
    # 8 × 253.000 × 1,5 = 3.036.000; 3 × 0,5 × 253.000 × 1,5 = 569.250; the shared work 2.024.000 by 60 and 40 %.
    for figure in ("3.036.000", "569.250", "3.605.250", "1.214.400", "809.600", "5.629.250"):
        assert figure in text
    assert "Năm triệu sáu trăm hai mươi chín nghìn hai trăm năm mươi đồng" in text
    assert "BẢN NHÁP" in text
    assert "000000000001" not in text


def test_a_work_explains_itself_down_to_rates_and_clauses(sheet):
    text = text_of(browser_of("board_head", sheet.unit).get(pages(sheet)[1]))
    assert "1 × 8 × 253.000 × 1,5 = 3.036.000" in text
    assert "10 % × 2.530.000 = 253.000" in text
    assert "1 + 50 % = 1,5" in text
    assert "Điều 3 khoản 2, 161/2026/NĐ-CP" in text
    assert "Điều 7 khoản 4 điểm đ, 18/2014/NĐ-CP" in text
    assert "kết quả 3.605.250 đồng, khớp với số trên bảng" in text


def test_a_work_says_which_law_will_change_it_next(sheet):
    text = text_of(browser_of("board_head", sheet.unit).get(pages(sheet)[1]))
    # The frame rests on the decree that ends, the base salary does not.
    assert (
        "Thay đổi tiếp theo: từ 01/09/2026 giữ mức đến 10 hệ số, áp dụng tiếp dù văn bản gốc hết hiệu lực, "
        "chờ biểu mức mới. Theo Điều 20 khoản 2, Điều 21 khoản 2, 287/2026/NĐ-CP ;"
    ) in text
    assert "Lương cơ sở : 2.530.000 đồng/tháng, áp dụng từ 01/07/2026. Tình trạng: đã đối chiếu." in text
    assert "Thay đổi tiếp theo: Chưa ghi nhận thay đổi nào." in text
    assert "chưa nhập từ bản ký" in text


def test_a_stored_amount_that_the_explanation_does_not_give_is_shown_as_such(sheet):
    sheet.works.filter(order=1).update(gross=3_605_251)
    shown = text_of(browser_of("board_head", sheet.unit).get(pages(sheet)[1]))
    assert "Các dòng của tác phẩm cộng lại KHÔNG bằng số trên bảng" in shown


def test_tax_explains_itself(sheet):
    # The first by given name is H Ví Dụ Êban: 809.600 đồng, under five million.
    text = text_of(browser_of("board_head", sheet.unit).get(pages(sheet)[2]))
    assert "809.600 < 5.000.000, dưới ngưỡng: không khấu trừ = 0 đồng" in text
    assert "tính lại độc lập ra 0 đồng, khớp với số trên bảng" in text


def test_a_tax_that_is_due_says_so_in_one_sentence_and_in_percent(sheet, system, office, tmp_path):
    # Three times 8 × 253.000 đồng for one payee, above five million.
    rows = [good(number) for number in (1, 2, 3)]
    path = works_xlsx(tmp_path / "above.xlsx", rows)
    above = draft_from_file(actor=system, unit=office, period=date(2026, 7, 1), path=path, paid_on=date(2026, 8, 5))
    where = reverse("reports:tax-why", args=[above.pk, above.payee_totals.get().pk])
    text = text_of(browser_of("board_head", above.unit).get(where))
    assert "6.072.000 ≥ 5.000.000, đạt ngưỡng: 6.072.000 × 10 % = 607.200 đồng" in text
    assert "dưới ngưỡng: không" not in text
    assert "làm tròn" not in text
    assert "0,1" not in text


def test_tax_names_the_law_behind_it_and_what_changes_it_next(sheet, system, office, tmp_path):
    path = works_xlsx(tmp_path / "june.xlsx", [good(9, **{"Ngày đăng": date(2026, 5, 10)})])
    june = draft_from_file(actor=system, unit=office, period=date(2026, 5, 1), path=path, paid_on=date(2026, 6, 30))
    where = reverse("reports:tax-why", args=[june.pk, june.payee_totals.get().pk])
    text = text_of(browser_of("board_head", june.unit).get(where))
    assert "Ngưỡng khấu trừ thuế mỗi lần trả : 2.000.000 đồng, áp dụng từ 01/10/2013. Tình trạng: cần" in text
    assert "Căn cứ: Điều 25, 111/2013/TT-BTC" in text
    assert (
        "Thay đổi tiếp theo: từ 01/07/2026 thành 5.000.000 đồng, chênh +3.000.000 (+150 %). "
        "Theo Điều 50 khoản 2, 253/2026/NĐ-CP"
    ) in text
    # Of the rates of tax only those that this sum rests on.
    assert "tiền bản quyền" not in text


def why_of(sheet: PaymentSheet, order: int) -> str:
    return reverse("reports:work-why", args=[sheet.pk, sheet.works.get(order=order).pk])


def test_each_part_of_each_author_says_how_it_was_cut(sheet):
    client = browser_of("board_head", sheet.unit)
    text = text_of(client.get(why_of(sheet, 1)))
    assert "Ảnh: 569.250 đồng" in text
    assert "phần thứ 2 của 3.605.250 chia theo 3.036.000 : 569.250" in text
    assert text.count("khớp với số trên bảng") == 3
    text = text_of(client.get(why_of(sheet, 2)))
    assert "H Ví Dụ Êban, Tin: 809.600 đồng" in text
    assert "phần thứ 2 của 2.024.000 chia theo 60 % : 40 %" in text


def test_the_whole_work_of_one_author_is_not_said_twice(sheet, system, office, tmp_path):
    path = works_xlsx(tmp_path / "again.xlsx", [good(1)])
    alone = draft_from_file(actor=system, unit=office, period=date(2026, 7, 1), path=path)
    text = text_of(browser_of("board_head", sheet.unit).get(why_of(alone, 1)))
    assert "Chia cho từng tác giả" not in text
    assert text.count("khớp với số trên bảng") == 1


def test_a_line_that_its_explanation_does_not_give_is_shown_as_such(sheet):
    line = sheet.works.get(order=2).lines.first()
    type(line).objects.filter(pk=line.pk).update(gross=1)
    text = text_of(browser_of("board_head", sheet.unit).get(why_of(sheet, 2)))
    assert text.count("KHÔNG khớp với số trên bảng") == 1


def test_a_draft_from_before_cuts_were_kept_still_opens(sheet):
    old = {"unit": "vp-ubnd", "works": [], "payees": [], "rates": []}
    type(sheet).objects.update(inputs=old)
    for work in sheet.works.all():
        work.lines.update(explanation=None)
    client = browser_of("board_head", sheet.unit)
    for where in [*pages(sheet), "/bang-thanh-toan/"]:
        assert client.get(where).status_code == 200
    assert "khi cách chia chưa được lưu" in text_of(client.get(why_of(sheet, 2)))


@pytest.mark.parametrize("place", [1, 2, 3])
def test_htmx_gets_the_content_alone_and_no_cache_mixes_the_two(sheet, place):
    client = browser_of("board_head", sheet.unit)
    where = [*pages(sheet), reverse("royalties:work-price-why", args=[sheet.works.first().work_id])][place]
    whole = client.get(where)
    beside = client.get(where, headers={"HX-Request": "true"})
    assert "<html" in whole.content.decode()
    assert "<html" not in beside.content.decode()
    assert "<h1>Vì sao ra số" in beside.content.decode()
    assert {"HX-Request"} <= set(whole["Vary"].split(", ")) & set(beside["Vary"].split(", "))


def test_without_a_value_date_the_page_says_what_to_do(sheet, system, office, tmp_path):
    path = works_xlsx(tmp_path / "again.xlsx", [good(1)])
    bare = draft_from_file(actor=system, unit=office, period=date(2026, 7, 1), path=path)
    text = text_of(
        browser_of("board_head", bare.unit).get(reverse("reports:tax-why", args=[bare.pk, bare.payee_totals.get().pk]))
    )
    assert "bảng chưa có ngày chi" in text


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_neighbour_finds_nothing_and_a_reviewer_may_not_look(sheet, place):
    where = pages(sheet)[place]
    assert browser_of("board_head", Unit.objects.get(code="skhcn")).get(where).status_code == 404
    assert browser_of("finance_reviewer", username="thamdinh").get(where).status_code == 403
    assert browser_of("auditor", username="kiemtra").get(where).status_code == 200


def test_a_row_of_another_sheet_is_not_found_under_this_one(sheet, system, office, tmp_path):
    path = works_xlsx(tmp_path / "august.xlsx", [good(9, **{"Ngày đăng": "03/08/2026"})])
    other = draft_from_file(actor=system, unit=office, period=date(2026, 8, 1), path=path)
    client = browser_of("board_head", sheet.unit)
    assert client.get(reverse("reports:work-why", args=[sheet.pk, other.works.get().pk])).status_code == 404
    assert client.get(reverse("reports:tax-why", args=[sheet.pk, other.payee_totals.get().pk])).status_code == 404


def test_the_page_costs_the_same_queries_whatever_its_rows(sheet, system, office, tmp_path):
    client = browser_of("board_head", sheet.unit)
    with CaptureQueriesContext(connection) as few:
        client.get(pages(sheet)[0])
    path = works_xlsx(tmp_path / "many.xlsx", [good(number) for number in range(1, 81)])
    many = draft_from_file(actor=system, unit=office, period=date(2026, 7, 1), path=path, paid_on=date(2026, 8, 5))
    with CaptureQueriesContext(connection) as more:
        client.get(pages(many)[0])
    assert len(more) == len(few)
