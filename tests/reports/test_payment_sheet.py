"""The rows of a payment sheet: amounts as stored and adding up, shares, marks, notes, and no query a row."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Unit
from reports.payment_sheet import payment_sheet
from royalties.models import PayeeTotal, SheetLine, WorkPart
from tests.reports.sheets import DOOR, FRAME, SALARY, SheetBuilder


def test_amounts_are_those_of_the_stored_sheet(june_paper):
    assert (june_paper.text_total, june_paper.photo_total, june_paper.gross) == (4_329_000, 292_500, 4_621_500)
    assert june_paper.gross_in_words == "Bốn triệu sáu trăm hai mươi mốt nghìn năm trăm đồng"
    assert [(payee.name, payee.gross, payee.tax, payee.net) for payee in june_paper.payees] == [
        ("Nguyễn Thị An", 3_451_500, None, None),
        ("Y Bình Niê", 1_170_000, None, None),
    ]


def test_a_work_of_several_authors_has_a_row_for_each_with_the_share_and_both_amounts(june_paper):
    report = june_paper.works[1]
    assert [(row.author, row.share, row.text, row.photos, row.total) for row in report.authors] == [
        ("Nguyễn Thị An (Hoài An)", "60\u00a0%", 1_404_000, 175_500, 1_579_500),
        ("Y Bình Niê", "40\u00a0%", 936_000, 117_000, 1_053_000),
    ]
    assert report.details == ("Cả tác phẩm: 2.632.500 đồng, 2 tác giả",)
    assert june_paper.has_shared_works


def test_a_sole_author_has_one_row_without_a_share(june_paper):
    news = june_paper.works[0]
    assert [(row.author, row.share) for row in news.authors] == [("Nguyễn Thị An (Hoài An)", "")]
    assert news.details == ()


def test_equal_shares_of_three_show_two_decimals(builder):
    payees = [builder.payee(name) for name in ("Một", "Hai", "Ba")]
    builder.work("Tin chung", dict.fromkeys(payees, (100, 0)))
    shown = payment_sheet(builder.save()).works[0]
    assert [row.share for row in shown.authors] == ["33,33\u00a0%"] * 3


def test_photos_are_the_second_part(june_paper):
    news, report, _ = june_paper.works
    assert (report.coefficient, report.photos, report.photo_coefficient) == (10, 5, Decimal("0.25"))
    assert (news.coefficient, news.photos, news.photo_coefficient) == (8, None, None)
    assert (news.genre, report.genre) == ("Tin", "Phóng sự")


def test_a_work_that_is_a_photo_alone_stands_in_the_first_column(builder):
    builder.work("Ảnh đẹp", {builder.payee("An"): (117_000, 0)}, genre="photo")
    paper = payment_sheet(builder.save())
    assert (paper.text_total, paper.photo_total, paper.works[0].photos) == (117_000, 0, None)


def test_citations_get_short_marks_and_a_legend_with_the_effective_date(june_paper):
    assert [work.marks for work in june_paper.works] == ["[1], [2]", "[1]–[3]", "[1], [2]"]
    assert [(cited.mark, cited.text) for cited in june_paper.legend] == [
        ("[1]", "Nghị định 18/2014/NĐ-CP, Điều 7 khoản 1 (hiệu lực từ 01/06/2014)"),
        ("[2]", "73/2024/NĐ-CP, Điều 3 khoản 2 (hiệu lực từ 01/07/2024)"),
        ("[3]", "10/2024/QĐ-UBND, Điều 15 khoản 3 (ngày hiệu lực: chưa nhập)"),
    ]


def test_marks_that_do_not_follow_each_other_stand_apart(builder):
    an = builder.payee("An")
    builder.work("Một", {an: (100, 0)}, citations=[FRAME, SALARY, DOOR])
    builder.work("Hai", {an: (100, 0)}, citations=[DOOR, FRAME])
    assert payment_sheet(builder.save()).works[1].marks == "[1], [3]"


def test_warnings_say_how_many_works_they_concern(june_paper):
    assert [(concern.text, concern.works) for concern in june_paper.concerns] == [
        (
            "Biểu mức của tỉnh chưa nhập từ bản ký: khung hệ số tạm lấy theo trần của NĐ 18/2014/NĐ-CP.",
            2,
        ),
        ("Có căn cứ cần đối chiếu với bản ký.", 1),
    ]


def test_unit_values_are_said_with_the_days_that_they_were_used_for(june, builder):
    builder.work(
        "Sau khi lương cơ sở tăng",
        {june.payees[0]: (2_024_000, 0)},
        unit_value=Decimal(253_000),
        published_on=date(2026, 7, 1),
    )
    assert payment_sheet(june.save()).unit_values == (
        "234.000 đồng (tác phẩm đăng từ 05/06/2026 đến 20/06/2026)",
        "253.000 đồng (tác phẩm đăng ngày 01/07/2026)",
    )


def test_what_else_a_work_was_multiplied_by_is_said_under_its_title(builder):
    def leaf(label, value):
        return {"op": "value", "label": label, "value": value}

    added = {"op": "sum", "label": "Cộng", "of": [leaf("Nguyên mức", "1"), leaf("Nguy hiểm", "0.5")]}
    factors = [leaf("Số lượng", "1"), leaf("Hệ số", "8"), leaf("Đơn vị", "234000"), leaf("Bản dịch", "0.65"), added]
    builder.work(
        "Bản dịch khó",
        {builder.payee("An"): (1_825_200, 0)},
        explanation={
            "op": "round",
            "label": "Làm tròn",
            "of": [{"op": "sum", "label": "Cộng", "of": [{"op": "product", "label": "Tin", "of": factors}]}],
        },
    )
    assert payment_sheet(builder.save()).works[0].details == ("Bản dịch: 65 %", "Nguy hiểm: +50 %")


def test_tax_and_net_and_their_notes_show_once_there_is_a_value_date(june):
    an, binh = june.payees
    paper = payment_sheet(june.save(taxes={an: 345_150}, flags={binh: ["commitment"]}))
    assert (paper.tax, paper.net, paper.paid_on) == (345_150, 4_276_350, date(2026, 7, 15))
    assert [(payee.tax, payee.net, payee.note) for payee in paper.payees] == [
        (345_150, 3_106_350, ""),
        (0, 1_170_000, "Có cam kết: tạm thời chưa khấu trừ"),
    ]


def test_what_the_tax_rests_on_is_cited_from_its_explanation(june):
    sheet = june.save(taxes={june.payees[0]: 345_150})
    leaf = {"op": "value", "label": "Thuế suất", "value": "0.1", "citations": [DOOR]}
    tree = {"op": "round", "label": "Thuế", "of": [{"op": "product", "label": "Thuế", "of": [leaf]}]}
    sheet.payee_totals.filter(tax__gt=0).update(explanation=tree)
    cited = payment_sheet(sheet).tax_legend
    assert [entry.text for entry in cited] == ["10/2024/QĐ-UBND, Điều 15 khoản 3 (ngày hiệu lực: chưa nhập)"]


def test_a_payee_whose_facts_are_not_complete_is_flagged(builder):
    builder.work("Tin", {builder.payee("An", to_complete=True): (100, 0)})
    assert payment_sheet(builder.save()).payees[0].note == "Cần bổ sung thông tin"


def test_ids_and_accounts_are_masked(june_paper):
    assert [(payee.masked_id, payee.masked_account) for payee in june_paper.payees] == [
        ("•••••••••678", "••••••••••012"),
        ("•••••••••432", "•••••••655"),
    ]


@pytest.mark.parametrize(
    ("facts", "number", "mark"),
    [
        ({}, "nháp", "BẢN NHÁP"),
        ({"status": "approved", "number": "07/NB"}, "07/NB", ""),
        ({"status": "cancelled", "number": "07/NB"}, "07/NB", "ĐÃ HUỶ"),
        ({"is_illustrative": True}, "MH-nháp", "MINH HOẠ – KHÔNG CÓ GIÁ TRỊ THANH TOÁN · BẢN NHÁP"),
        (
            {"is_illustrative": True, "status": "approved", "number": "MH-07"},
            "MH-07",
            "MINH HOẠ – KHÔNG CÓ GIÁ TRỊ THANH TOÁN",
        ),
    ],
)
def test_the_number_and_the_mark_say_what_the_paper_is_worth(system, facts, number, mark):
    paper = payment_sheet(SheetBuilder(system, **facts).save())
    assert (paper.shown_number, paper.mark) == (number, mark)


def test_papers_of_a_commune_do_not_name_the_peoples_committee_of_the_province(system):
    commune = Unit.objects.create(code="99999", name="Xã Thử", level="commune", source_label="QUOTED")
    paper = payment_sheet(SheetBuilder(system, unit=commune).save())
    assert (paper.owner, paper.unit) == ("", "Xã Thử")


def test_papers_of_a_department_do(june_paper):
    assert (june_paper.owner, june_paper.unit) == ("Ủy ban nhân dân tỉnh Đắk Lắk", "Sở Thử nghiệm")


@pytest.mark.parametrize("model", [SheetLine, PayeeTotal])
def test_rows_that_do_not_add_up_are_refused(june, model):
    sheet = june.save()
    row = model.objects.first()
    model.objects.filter(pk=row.pk).update(gross=row.gross + 1)
    with pytest.raises(ArithmeticError):
        payment_sheet(sheet)


def test_lines_given_to_another_payee_than_the_totals_say_are_refused(june):
    sheet = june.save()
    one, other = sheet.payee_totals.all()
    one.gross, other.gross = one.gross - 1000, other.gross + 1000
    one.save()
    other.save()
    with pytest.raises(ArithmeticError):
        payment_sheet(sheet)


def test_a_part_that_no_column_shows_is_refused(june):
    sheet = june.save()
    WorkPart.objects.filter(schedule_row__genre="photo").update(schedule_row=june.rows["news"])
    with pytest.raises(ArithmeticError):
        payment_sheet(sheet)


def test_two_hundred_works_cost_as_many_queries_as_two(builder):
    payees = [builder.payee(f"Người {number}", pen_name=f"Bút {number}") for number in range(40)]
    counts = []
    for period, works in ((date(2026, 6, 1), 2), (date(2026, 7, 1), 200)):
        builder.facts["period"], builder.works = period, []
        for number in range(works):
            builder.work(f"Tin {period} {number}", {payees[number % 40]: (1000, 0)}, url=f"https://x/{period}/{number}")
        sheet = builder.save()
        with CaptureQueriesContext(connection) as queries:
            payment_sheet(type(sheet).objects.get(pk=sheet.pk))
        counts.append(len(queries))
    assert counts[0] == counts[1]
