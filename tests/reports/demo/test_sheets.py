"""The demo sheets: illustrative throughout, made of clean works."""

import unicodedata

import pytest

from royalties.models import Contribution, Payee, PaymentSheet, SheetLine, Work

pytestmark = pytest.mark.django_db


def test_every_sheet_is_an_illustrative_draft_of_a_demo_unit(demo):
    sheets = PaymentSheet.objects.order_by("unit__code")

    assert [(sheet.unit.code, f"{sheet.period:%m/%Y}", sheet.works.count()) for sheet in sheets] == [
        ("mh-cong", "03/2026", 83),
        ("mh-so", "07/2026", 5),
        ("mh-xa", "09/2026", 8),
    ]
    assert {(sheet.unit.is_demo, sheet.is_illustrative, sheet.status, sheet.number) for sheet in sheets} == {
        (True, True, "draft", None)
    }
    assert all(sheet.gross > 0 for sheet in sheets)


def test_frames_of_the_demo_come_from_the_illustrative_schedule_alone(demo):
    used = {
        (sheet.unit.code, rate["scope"], rate["status"])
        for sheet in PaymentSheet.objects.select_related("unit")
        for rate in sheet.inputs["rates"]
        if rate["key"].startswith("royalty/")
    }

    assert used == {
        ("mh-cong", "illustrative", "illustrative"),
        ("mh-so", "illustrative", "illustrative"),
        ("mh-xa", "illustrative", "illustrative"),
    }


def test_units_of_the_province_carry_no_invented_payment(demo):
    assert not PaymentSheet.objects.filter(unit__is_demo=False).exists()
    assert not Work.objects.filter(outlet__unit__is_demo=False).exists()
    assert not Payee.objects.filter(unit__is_demo=False).exists()


def test_titles_come_in_clean(demo):
    titles = list(Work.objects.exclude(on_sheets=None).values_list("title", flat=True))

    assert len(titles) == 96
    assert all(unicodedata.normalize("NFC", title) == title for title in titles)
    assert all(title == " ".join(title.split()) for title in titles)
    assert "Phòng, chống bệnh dịch tả lợn châu Phi: Tập trung thực hiện tốt ngay từ đầu" in titles


def test_the_same_story_on_two_sites_is_two_works(demo):
    works = Work.objects.filter(title="Tự hào được góp sức bảo vệ biên giới", outlet__unit__code="mh-cong")

    assert sorted(works.values_list("url", flat=True)) == [
        "http://krongno.daknong.gov.vn/tu-hao-duoc-gop-suc-bao-ve-bien-gioi/",
        "http://thanhtra.daknong.gov.vn/tu-hao-duoc-gop-suc-bao-ve-bien-gioi/",
    ]


def test_two_rows_with_one_link_are_one_work_of_two_authors(demo):
    link = "http://stp.daknong.gov.vn/sap-xep-he-thong-bao-chi-gan-voi-doi-moi-mo-hinh-to-chuc-nang-cao-hieu-qua/"

    authors = Contribution.objects.filter(work=Work.objects.get(url=link)).order_by("order")

    assert [contribution.payee.name for contribution in authors] == ["Đinh Thị Mẫu Oanh", "Đỗ Mẫu Sơn"]


def test_one_person_written_in_two_ways_is_one_payee(demo):
    payee = Payee.objects.with_number("099900000156").get(unit__code="mh-cong")

    assert payee.name == "Hoàng Mẫu Hoà"
    assert payee.contributions.count() == 7


def test_two_people_of_one_name_are_two_payees(demo):
    assert Payee.objects.filter(unit__code="mh-cong", name="Nguyễn Mẫu Phúc").count() == 2


def test_photos_are_paid_beside_the_text(demo):
    lines = SheetLine.objects.filter(sheet_work__work__title="Các sản phẩm đặc sản của huyện Krông Nô")

    assert [(int(line.quantity), str(line.coefficient.normalize()), int(line.unit_value)) for line in lines] == [
        (1, "2.5", 149000),
        (8, "0.5", 149000),
    ]
