"""A draft keeps what it was computed from: from that alone each amount, explanation and citation comes out again."""

from datetime import date
from decimal import Decimal

import pytest

from core.models import Unit
from rates.models import Instrument, Rate, RateCitation
from royalties.compute.evaluator import evaluate
from royalties.compute.explain import citations_as_data
from royalties.models import Payee, PaymentSheet, SheetLine
from royalties.services import open_outlets
from tests.royalties.files import good
from tests.royalties.reproving import as_another_database_gives_it, prove

JULY, SEPTEMBER = date(2026, 7, 1), date(2026, 9, 1)
SECOND = {"Tác giả": "H Ví Dụ Êban", "Số định danh": "000000000002", "Số tài khoản": ""}
THIRD = {"Tác giả": "Y Thử Niê", "Số định danh": "000000000003", "Số tài khoản": ""}
WORKS = [
    good(1, **{"Số ảnh": 3, "Hệ số ảnh": "0,5", "Điều chỉnh": "Thiếu nhi: 12,5%; Khó khăn: 50%; Bản dịch: 55%"}),
    good(2, **{"Hệ số": "7,00001", "Tỷ lệ": "50%", "Số ảnh": 1, "Hệ số ảnh": "1,00003"}),
    good(2, **{"Hệ số": "7,00001", "Tỷ lệ": "25%", "Số ảnh": 1, "Hệ số ảnh": "1,00003"} | SECOND),
    good(2, **{"Hệ số": "7,00001", "Tỷ lệ": "25%", "Số ảnh": 1, "Hệ số ảnh": "1,00003"} | THIRD),
    good(3, **{"Ngày đăng": "30/06/2026", "Hệ số": 0}),
    good(4, **{"Loại hình": "Truyền thanh", "Thể loại": "Toạ đàm", "Hệ số": 20} | SECOND),
]


def must_be_proven(sheet: PaymentSheet) -> None:
    """Everything that the sheet stores is what its inputs give; the law of today is gone meanwhile."""
    proven = prove(as_another_database_gives_it(sheet.inputs))
    stored = list(sheet.works.prefetch_related("lines"))
    for on_sheet, (price, shares) in zip(stored, proven.works, strict=True):
        assert on_sheet.gross == price.amount
        assert on_sheet.explanation == price.explanation
        assert on_sheet.warnings == list(price.warnings)
        given = [
            (amount, explanation, part.unit_value, citations_as_data(part.citations))
            for share in shares
            for amount, explanation, part in zip(share.of_parts, share.explanations, price.parts, strict=True)
        ]
        lines = on_sheet.lines.order_by("contribution__order", "part__order")
        assert [(line.gross, line.explanation, line.unit_value, line.citations) for line in lines] == given
    must_tie_authors_to_payees(sheet, proven)


def must_tie_authors_to_payees(sheet: PaymentSheet, proven) -> None:
    totals = {total.payee_id: total for total in sheet.payee_totals.all()}
    of_place = {}
    for on_sheet, work in zip(sheet.works.all(), sheet.inputs["works"], strict=True):
        contributions = on_sheet.work.contributions.all()
        for contribution, author in zip(contributions, work["authors"], strict=True):
            assert of_place.setdefault(author["payee"], contribution.payee_id) == contribution.payee_id
    assert sorted(of_place) == list(range(len(totals)))
    for place, (gross, held) in enumerate(zip(proven.sums, proven.held, strict=True)):
        total = totals[of_place[place]]
        assert total.gross == gross
        expected = (held.tax, held.net, list(held.flags), held.explanation) if held else (None, None, [], None)
        assert (total.tax, total.net, total.flags, total.explanation) == expected


def forget_the_law() -> None:
    """The rows of today say something else than those that were used."""
    Rate.objects.exclude(value=None).update(value=1)
    Rate.objects.exclude(maximum=None).update(maximum=1_000)


def test_every_amount_is_proven_from_the_stored_data_alone(draft):
    draft(WORKS)
    Payee.objects.filter(name="Nguyễn Thị Mẫu").update(contract="over_3_months")
    committed = Payee.objects.get(name="H Ví Dụ Êban")
    committed.commitments.create(year=2026, received_on=JULY)
    Payee.objects.filter(name="Y Thử Niê").update(is_resident=False)
    sheet = draft(WORKS, paid_on=date(2026, 8, 5))
    forget_the_law()
    must_be_proven(PaymentSheet.objects.get(pk=sheet.pk))
    assert {total.payee.name: (total.tax, total.flags) for total in sheet.payee_totals.all()} == {
        "Nguyễn Thị Mẫu": (0, ["progressive"]),
        "H Ví Dụ Êban": (0, ["commitment"]),
        # A quarter of 2.024.010 is 506.002,5, and the odd đồng goes to the second author: 20 % of 506.002.
        "Y Thử Niê": (101_200, []),
    }


def test_a_draft_without_a_value_date_is_proven_too(draft):
    sheet = draft(WORKS)
    forget_the_law()
    must_be_proven(PaymentSheet.objects.get(pk=sheet.pk))


def test_what_goes_on_after_its_parent_ended_is_proven(draft):
    rows = [
        good(1, **{"Ngày đăng": "31/08/2026"}),
        good(2, **{"Ngày đăng": "02/09/2026", "Điều chỉnh": "Khó khăn: 20%"}),
    ]
    sheet = draft(rows, period=SEPTEMBER, paid_on=date(2026, 10, 1))
    forget_the_law()
    sheet = PaymentSheet.objects.get(pk=sheet.pk)
    assert ["parent_decree_ended" in work.warnings for work in sheet.works.all()] == [False, True]
    must_be_proven(sheet)
    kept = {(rate["key"], rate["scope"], rate["form"]) for rate in sheet.inputs["rates"]}
    assert {("validity/18-2014", "national", "text"), ("validity/18-2014", "national", "end")} <= kept


@pytest.mark.parametrize("narrows_the_row_in_force", [True, False])
def test_a_units_narrowing_is_proven_whether_it_stands_or_lapsed(draft, unit, narrows_the_row_in_force):
    replaced, frame = Rate.objects.filter(key="royalty/portal/news", scope="province").order_by("start")
    narrowing = Rate.objects.create(
        key="royalty/portal/news",
        label="Tin",
        measure="hệ số",
        scope="unit",
        unit=unit,
        start=JULY,
        recorded=JULY,
        form="frame",
        maximum=Decimal(9),
        narrows=frame if narrows_the_row_in_force else replaced,
        status="verified",
    )
    RateCitation.objects.create(rate=narrowing, instrument=Instrument.objects.first(), clause="Điều 1", order=1)
    sheet = draft([good(1)])
    assert ("narrowing_lapsed" in sheet.works.get().warnings) is not narrows_the_row_in_force
    forget_the_law()
    must_be_proven(PaymentSheet.objects.get(pk=sheet.pk))


def test_an_illustrative_schedule_is_proven_as_such(draft, system):
    demo = Unit.objects.create(code="mh-thu", name="Đơn vị thử", level="department", source_label="DEMO", is_demo=True)
    open_outlets(actor=system)
    sheet = draft([good(1, **{"Hệ số": 1})], of=demo)
    forget_the_law()
    must_be_proven(PaymentSheet.objects.get(pk=sheet.pk))


def test_adjustments_keep_their_order_and_the_data_its_version(draft):
    inputs = draft(WORKS).inputs
    assert (inputs["version"], inputs["formulas"]) == (2, ["royalty/1", "shares/1", "tax/1"])
    names = ["minority_or_children", "hardship", "translation"]
    assert inputs["works"][0]["adjustments"] == list(map(list, zip(names, ["0.125", "0.5", "0.55"], strict=True)))


def test_nobody_is_named_in_the_stored_data(draft):
    said = str(draft(WORKS, paid_on=date(2026, 8, 5)).inputs)
    for secret in ("Nguyễn Thị Mẫu", "H Ví Dụ", "000000000001", "0000111122", "Ngân hàng Ví Dụ"):
        assert secret not in said


@pytest.mark.parametrize(
    "change",
    [
        {"contract": "over_3_months"},
        {"is_resident": False},
        {"bank": "Ngân hàng Khác"},
    ],
)
def test_what_the_tax_or_the_payment_depends_on_changes_the_fingerprint(draft, change):
    before = draft(WORKS[:1], paid_on=date(2026, 8, 5)).fingerprint
    Payee.objects.update(**change)
    assert draft([WORKS[0] | {"Ngân hàng": ""}], paid_on=date(2026, 8, 5)).fingerprint != before


def test_a_commitment_changes_the_fingerprint_though_no_tax_was_due(draft):
    before = draft(WORKS[5:], paid_on=date(2026, 8, 5)).fingerprint
    Payee.objects.get().commitments.create(year=2026, received_on=JULY)
    assert draft(WORKS[5:], paid_on=date(2026, 8, 5)).fingerprint != before


def test_a_row_that_comes_later_leaves_the_draft_as_it_is(draft):
    before = draft(WORKS).fingerprint
    row = Rate.objects.get(key="base_salary", start=JULY)
    cited = row.citations.first()
    row.pk, row.start, row.value = None, date(2027, 1, 1), Decimal(2_700_000)
    row.save()
    RateCitation.objects.create(rate=row, instrument=cited.instrument, clause=cited.clause, order=1)
    assert draft(WORKS).fingerprint == before


def test_each_line_explains_how_it_was_cut_out_of_the_royalty(draft):
    draft(WORKS)
    for line in SheetLine.objects.all():
        assert evaluate(line.explanation) == line.gross
    last = SheetLine.objects.filter(sheet_work__order=2).last()
    # 2.024.010 is 1.771.002 and 253.008; half of it takes 885.501 and 126.504, then 506.003 takes 442.751 and 63.252.
    assert [evaluate(rest) for rest in last.explanation["weights"]] == [442_750, 63_252]
