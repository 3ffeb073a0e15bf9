"""Whether a payee and an account are one person: decided with a reason, by somebody else, and then it counts."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core.models import Decision, Unit
from royalties.beneficiaries import own_payees
from royalties.models import Payee, PayeeAccount
from royalties.services.payee_accounts import rule_on_account
from tests.screens import client_of, holder, text_of


@pytest.fixture
def head(office):
    return holder("board_head", office, "truong-ban")


@pytest.fixture
def clerk(office):
    return holder("accountant", office, "ke-toan")


@pytest.fixture
def namesake(office, head) -> Payee:
    return Payee.objects.create(unit=office, name=head.full_name, id_number="000000000001")


def rule(actor, payee, user, *, is_same=False, reason="hai số định danh"):
    return rule_on_account(actor=actor, payee=payee, user=user, is_same=is_same, reason=reason)


def address(payee) -> str:
    return reverse("royalties:payee-account", args=[payee.pk])


def test_a_ruling_counts_above_the_name_and_is_written_down(head, clerk, namesake):
    assert own_payees([head], [namesake]) == {head.pk: {namesake.pk}}
    rule(clerk, namesake, head)
    assert own_payees([head], [namesake]) == {}
    decision = Decision.objects.get(action="quyết định người nhận và tài khoản")
    assert (decision.actor, decision.target_id, decision.reason) == (clerk, namesake.pk, "hai số định danh")
    assert (decision.before, decision.after) == (None, {"tài khoản": "Người Xem", "là một người": "không"})


def test_a_later_ruling_takes_the_place_of_an_earlier_one(head, clerk, namesake):
    rule(clerk, namesake, head)
    rule(clerk, namesake, head, is_same=True, reason="nhầm")
    ruling = PayeeAccount.objects.get()
    assert (ruling.is_same, ruling.reason) == (True, "nhầm")
    assert Decision.objects.filter(action="quyết định người nhận và tài khoản").first().before == {
        "tài khoản": "Người Xem",
        "là một người": "không",
    }


def test_nobody_decides_about_his_own_account(clerk, namesake):
    with pytest.raises(PermissionDenied, match="tự quyết định"):
        rule(clerk, namesake, clerk)
    assert not PayeeAccount.objects.exists()


def test_who_does_not_edit_payees_here_decides_nothing(office, head, namesake):
    other = Unit.objects.exclude(pk=office.pk).first()
    for actor in (holder("accountant", other, "khac"), holder("unit_head", office, "thu-truong")):
        with pytest.raises(PermissionDenied):
            rule(actor, namesake, head)
    assert not PayeeAccount.objects.exists()


def test_without_a_reason_or_on_a_merged_record_nothing_is_decided(office, head, clerk, namesake):
    with pytest.raises(ValidationError, match="Hãy nêu lý do"):
        rule(clerk, namesake, head, reason="  ")
    merged = Payee.objects.create(unit=office, name="Người Xem Cũ", merged_into=namesake)
    with pytest.raises(ValidationError, match="đã gộp"):
        rule(clerk, merged, head)


def test_the_page_of_the_payee_tells_of_the_name_and_then_of_the_ruling(head, clerk, namesake):
    client = client_of(clerk)
    page = client.get(reverse("royalties:payee", args=[namesake.pk]))
    said = text_of(page)
    assert "Trùng tên với tài khoản Người Xem (truong-ban), đang coi là một người" in said
    assert f'href="{address(namesake)}?tai-khoan={head.pk}"' in page.content.decode()
    # The clerk is called the same, and must not decide about that.
    assert f"?tai-khoan={clerk.pk}" not in page.content.decode()
    form = client.get(f"{address(namesake)}?tai-khoan={head.pk}").context["form"]
    assert form.initial["user"] == str(head.pk)
    assert list(form.fields["user"].queryset) == [head]
    typed = {"user": head.pk, "is_same": "0", "reason": "hai số định danh"}
    said = text_of(client.post(address(namesake), typed, follow=True))
    assert "Đã ghi: «Người Xem không là tài khoản Người Xem»." in said
    assert "Người Xem không là tài khoản Người Xem: Người Xem, " in said


def test_a_refusal_keeps_what_was_typed(head, clerk, namesake):
    page = client_of(clerk).post(address(namesake), {"user": head.pk, "reason": "đã hỏi"})
    assert "Hãy chọn một câu trả lời." in text_of(page, 422)
    assert "đã hỏi" in page.content.decode()


def test_an_account_of_another_unit_is_no_choice(office, head, clerk, namesake):
    stranger = holder("board_head", Unit.objects.exclude(pk=office.pk).first(), "nguoi-la")
    page = client_of(clerk).post(address(namesake), {"user": stranger.pk, "is_same": "1", "reason": "thử"})
    assert page.status_code == 422
    assert not PayeeAccount.objects.exists()
