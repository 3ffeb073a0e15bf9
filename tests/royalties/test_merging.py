"""Two records of one person made one: drafts are taxed anew, sheets beyond draft stay as they are."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers import serialize
from django.urls import reverse

from core.models import Decision
from royalties.models import Commitment, Contribution, Payee, PayeeTotal, PaymentSheet, SheetLine, SheetWork, Work
from royalties.services import merge_payees, update_payee
from tests.royalties.files import good
from tests.royalties.reproving import prove
from tests.screens import browser_of, holder, text_of

AUGUST, PAID_ON = date(2026, 8, 1), date(2026, 8, 5)
SHORT = {"Tác giả": "Ng. T. Mẫu", "Số định danh": "", "Số tài khoản": "0000222233"}
ROWS = [good(1), good(2), good(3, **SHORT)]


@pytest.fixture
def merge(unit):
    """Merges the record of the short name into the other one, or the other way round."""

    def into(kept="Nguyễn Thị Mẫu", merged="Ng. T. Mẫu"):
        found = {payee.name: payee for payee in Payee.objects.all()}
        clerk = holder("accountant", unit, "ketoan")
        return merge_payees(actor=clerk, kept=found[kept], merged=found[merged], reason="một người, đã hỏi")

    return into


def put_beyond_draft(sheet: PaymentSheet) -> None:
    PaymentSheet.objects.filter(pk=sheet.pk).update(status="submitted")


def rows_of(sheet: PaymentSheet) -> list[str]:
    """Every stored row that a sheet rests on, as text."""
    kept = [
        PaymentSheet.objects.filter(pk=sheet.pk),
        SheetWork.objects.filter(sheet=sheet),
        SheetLine.objects.filter(sheet_work__sheet=sheet),
        PayeeTotal.objects.filter(sheet=sheet),
        Work.objects.filter(on_sheets__sheet=sheet),
        Contribution.objects.filter(work__on_sheets__sheet=sheet),
    ]
    return [serialize("json", rows.order_by("pk")) for rows in kept]


def test_two_totals_of_a_draft_become_one_that_is_taxed_as_one(draft, merge):
    before = draft(ROWS, paid_on=PAID_ON)
    assert (before.tax, before.payee_totals.count()) == (0, 2)
    kept = merge()
    sheet = PaymentSheet.objects.get()
    assert (sheet.gross, sheet.tax, sheet.net) == (6_072_000, 607_200, 5_464_800)
    total = sheet.payee_totals.get()
    assert (total.payee, total.gross, total.tax, total.net) == (kept, 6_072_000, 607_200, 5_464_800)
    assert total.explanation["op"] == "round"
    assert sheet.fingerprint != before.fingerprint
    assert {author.payee for author in Contribution.objects.all()} == {kept}


def test_a_draft_that_was_taxed_anew_is_proven_from_its_stored_data(draft, merge):
    draft(ROWS, paid_on=PAID_ON)
    merge()
    inputs = PaymentSheet.objects.get().inputs
    assert [author["payee"] for work in inputs["works"] for author in work["authors"]] == [0, 0, 0]
    proven = prove(inputs)
    assert (proven.sums, [held.tax for held in proven.held]) == ([6_072_000], [607_200])


def test_a_draft_of_before_inputs_had_a_version_is_taxed_anew_too(draft, merge):
    rate = {"key": "unit_value", "scope": "national", "start": "2014-06-01", "recorded": "2014-03-14"}
    old = {"works": [{"authors": ["ab" * 32]}], "payees": [{"name": "x"}], "rates": [rate]}
    PaymentSheet.objects.filter(pk=draft(ROWS, paid_on=PAID_ON).pk).update(inputs=old)
    merge()
    sheet = PaymentSheet.objects.get()
    assert (sheet.tax, sheet.inputs["works"]) == (607_200, old["works"])
    assert rate in sheet.inputs["rates"]


def test_the_file_of_a_draft_that_was_taxed_anew_gives_that_very_draft(draft, merge):
    draft(ROWS, paid_on=PAID_ON)
    merge()
    changed = PaymentSheet.objects.get()
    seen = (changed.pk, changed.fingerprint, changed.changed_at, Decision.objects.count())
    again = draft(ROWS, paid_on=PAID_ON)
    assert (again.pk, again.fingerprint, again.changed_at, Decision.objects.count()) == seen


def test_a_file_that_still_names_the_merged_record_pays_the_kept_one_on_its_own_account(draft, merge):
    draft(ROWS)
    kept = merge()
    sheet = draft([good(4, **SHORT)], period=AUGUST)
    assert [total.payee for total in sheet.payee_totals.all()] == [kept]
    assert Payee.objects.get(pk=kept.pk).account_number == "0000111122"


def test_a_draft_without_a_value_date_is_totalled_without_tax(draft, merge):
    draft(ROWS)
    merge()
    sheet = PaymentSheet.objects.get()
    assert (sheet.tax, sheet.net) == (None, None)
    assert [(total.gross, total.tax) for total in sheet.payee_totals.all()] == [(6_072_000, None)]


def test_a_draft_that_names_only_the_kept_record_follows_what_it_takes_over(draft, merge):
    before = draft([good(1, **SHORT)])
    draft([good(2, **{"Số tài khoản": "", "Ngân hàng": ""})], period=AUGUST)
    merge(kept="Ng. T. Mẫu", merged="Nguyễn Thị Mẫu")
    assert PaymentSheet.objects.get(pk=before.pk).fingerprint != before.fingerprint


def test_each_draft_has_its_own_decision_row(draft, merge):
    sheet = draft(ROWS, paid_on=PAID_ON)
    merge()
    told = Decision.objects.get(action="tính lại bảng nháp")
    assert (told.target_id, told.before["thuế TNCN"], told.after["thuế TNCN"]) == (sheet.pk, "0", "607.200")
    merging = Decision.objects.get(action="gộp người nhận")
    assert merging.after == {"số tác phẩm chuyển sang": 1, "bảng nháp tính lại": ["Bảng nhuận bút nháp kỳ 07/2026"]}


def test_a_sheet_beyond_draft_stays_as_it_is(draft, merge):
    sheet = draft(ROWS, paid_on=PAID_ON)
    put_beyond_draft(sheet)
    before = rows_of(sheet)
    merged = Payee.objects.get(name="Ng. T. Mẫu")
    kept = merge()
    assert rows_of(sheet) == before
    assert not Decision.objects.filter(action="tính lại bảng nháp").exists()
    merged.refresh_from_db()
    assert (merged.merged_into, merged.account_number, merged.bank) == (kept, "0000222233", "Ngân hàng Ví Dụ")


def test_only_the_draft_changes_where_a_person_stands_on_both(draft, merge):
    beyond = draft([good(1), good(2, **SHORT)], paid_on=PAID_ON)
    put_beyond_draft(beyond)
    later = draft([good(3), good(4), good(5, **SHORT)], period=AUGUST, paid_on=PAID_ON)
    before = rows_of(beyond)
    kept = merge()
    assert rows_of(beyond) == before
    assert [(total.payee, total.tax) for total in later.payee_totals.all()] == [(kept, 607_200)]


def test_the_merged_record_keeps_its_id_for_the_papers_that_name_it(draft, merge):
    put_beyond_draft(draft(ROWS))
    kept = merge(kept="Ng. T. Mẫu", merged="Nguyễn Thị Mẫu")
    assert Payee.objects.get(merged_into=kept).id_number == "000000000001"
    assert Payee.objects.current().with_number("000000000001").get() == kept


def test_a_work_on_a_draft_and_on_a_sheet_beyond_draft_stops_the_merge(draft, merge):
    first = draft([good(1, **SHORT)])
    put_beyond_draft(first)
    second = draft([good(2)], period=AUGUST)
    SheetWork.objects.create(sheet=second, work=first.works.get().work, order=2, gross=0, explanation={})
    with pytest.raises(ValidationError, match="vừa ở bảng nháp vừa ở bảng không còn là nháp"):
        merge()
    assert not Decision.objects.filter(action="gộp người nhận").exists()


def test_commitments_move_where_the_kept_record_has_none_for_the_year(draft, merge):
    draft(ROWS, paid_on=PAID_ON)
    mine, theirs = Payee.objects.get(name="Nguyễn Thị Mẫu"), Payee.objects.get(name="Ng. T. Mẫu")
    Commitment.objects.create(payee=mine, year=2025, received_on=date(2025, 1, 2))
    for year in (2025, 2026):
        Commitment.objects.create(payee=theirs, year=year, received_on=date(year, 1, 3))
    kept = merge()
    assert sorted(kept.commitments.values_list("year", "received_on__day")) == [(2025, 2), (2026, 3)]
    sheet = PaymentSheet.objects.get()
    assert (sheet.tax, sheet.payee_totals.get().flags) == (0, ["commitment"])


def test_the_page_of_the_kept_record_shows_what_stayed_with_the_merged_one(draft, merge, unit):
    put_beyond_draft(draft([good(1, **SHORT)]))
    Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu")
    kept = merge()
    page = browser_of("accountant", unit).get(reverse("royalties:payee", args=[kept.pk]))
    assert "2.024.000" in text_of(page)


def test_a_record_that_changes_the_tax_changes_the_drafts_that_name_it(draft, unit):
    before = draft([good(1), good(2), good(3)], paid_on=PAID_ON)
    beyond = draft([good(4), good(5), good(6)], period=AUGUST, paid_on=PAID_ON)
    put_beyond_draft(beyond)
    kept = rows_of(beyond)
    assert (before.tax, beyond.tax) == (607_200, 607_200)
    actor, payee = holder("accountant", unit, "ketoan"), Payee.objects.get()
    update_payee(actor=actor, payee=payee, changes={"contract": "over_3_months"})
    sheet = PaymentSheet.objects.get(pk=before.pk)
    assert (sheet.tax, sheet.net, sheet.payee_totals.get().flags) == (0, 6_072_000, ["progressive"])
    assert sheet.fingerprint != before.fingerprint
    assert draft([good(1), good(2), good(3)], paid_on=PAID_ON).changed_at == sheet.changed_at
    assert rows_of(beyond) == kept


def test_a_record_saved_without_a_change_leaves_the_drafts_alone(draft, unit):
    before = draft([good(1)], paid_on=PAID_ON)
    actor = holder("accountant", unit, "ketoan")
    Payee.objects.update(to_complete=False)
    update_payee(actor=actor, payee=Payee.objects.get(), changes={"contract": "none"})
    assert PaymentSheet.objects.get().changed_at == before.changed_at
