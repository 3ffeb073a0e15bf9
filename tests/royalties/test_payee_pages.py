"""Pages of a payee: masked, editable by those who may, refused to neighbours; what was typed stays when it is wrong."""

import pytest
from django.urls import reverse

from core.models import Unit
from royalties.models import Payee
from tests.screens import browser_of, text_of


@pytest.fixture
def unit(system) -> Unit:
    return Unit.objects.create(code="thu", name="Đơn vị thử", level="department", source_label="TEST")


@pytest.fixture
def person(unit) -> Payee:
    facts = {"id_number": "000000000001", "account_number": "000012345", "bank": "Ngân hàng Ví Dụ"}
    return Payee.objects.create(unit=unit, name="Nguyễn Văn Mẫu", **facts)


def pages(payee: Payee, other: Payee) -> list[str]:
    return [
        reverse("royalties:payee", args=[payee.pk]),
        reverse("royalties:payee-edit", args=[payee.pk]),
        reverse("royalties:payee-merge", args=[payee.pk, other.pk]),
        reverse("royalties:look-alikes"),
    ]


FORM = {
    "name": "Nguyễn Văn Mẫu",
    "kind": "person",
    "is_resident": "on",
    "contract": "none",
    "group": "2",
    "bank": "BIDV",
}


def test_no_page_ever_holds_an_id_or_an_account(unit, person):
    other = Payee.objects.create(unit=unit, name="nguyen van mau", account_number="000099999")
    client = browser_of("accountant", unit)
    for where in pages(person, other):
        content = client.get(where).content.decode()
        for secret in ("000000000001", "000012345", "000099999"):
            assert secret not in content
    assert "•••••••••001" in client.get(pages(person, other)[0]).content.decode()


def test_saving_changes_what_was_typed_and_leaves_a_blank_id_alone(unit, person):
    response = browser_of("accountant", unit).post(pages(person, person)[1], FORM | {"account_number": " 000077777 "})
    assert response.url == reverse("royalties:payee", args=[person.pk])
    person.refresh_from_db()
    assert (person.bank, person.group, person.id_number, person.account_number) == (
        "BIDV",
        2,
        "000000000001",
        "000077777",
    )


def test_a_refusal_keeps_what_was_typed_and_says_why(unit, person):
    Payee.objects.create(unit=unit, name="Khác", id_number="000000000009")
    response = browser_of("accountant", unit).post(
        pages(person, person)[1], FORM | {"id_number": "000000000009", "bank": "Đang gõ dở"}
    )
    text = text_of(response)
    assert "đã thuộc một người nhận khác" in text
    assert "Đang gõ dở" in response.content.decode()
    assert Payee.objects.get(pk=person.pk).bank == "Ngân hàng Ví Dụ"


def test_a_missing_name_is_said_beside_the_field(unit, person):
    response = browser_of("accountant", unit).post(pages(person, person)[1], FORM | {"name": ""})
    assert "Hãy ghi ô này." in text_of(response)


def test_a_pen_name_is_added_or_the_reason_is_said(unit, person):
    client, where = browser_of("accountant", unit), reverse("royalties:pen-name-add", args=[person.pk])
    assert "Đã ghi bút danh «Hoài Mẫu»" in text_of(client.post(where, {"name": "Hoài Mẫu"}, follow=True))
    assert "Bút danh này đã được ghi" in text_of(client.post(where, {"name": "Hoài Mẫu"}, follow=True))


def test_look_alikes_are_shown_side_by_side_and_merged_by_a_person_with_a_reason(unit, person):
    other = Payee.objects.create(unit=unit, name="NGUYEN VAN MAU")
    client, where = browser_of("accountant", unit), pages(person, other)[2]
    assert "so sánh và gộp" in text_of(client.get(pages(person, other)[3]))
    assert "Không gộp được" not in text_of(client.get(where))
    assert "Hãy nêu lý do." in text_of(client.post(where, {"reason": ""}), 422)
    assert "Đã gộp «NGUYEN VAN MAU» vào «Nguyễn Văn Mẫu»" in text_of(
        client.post(where, {"reason": "một người"}, follow=True)
    )
    assert "đã gộp vào" in text_of(client.get(reverse("royalties:payee", args=[other.pk])))
    assert "NGUYEN VAN MAU" not in text_of(client.get(reverse("royalties:payee-list")))


def test_two_ids_are_no_look_alikes_and_are_not_merged(unit, person):
    other = Payee.objects.create(unit=unit, name="Nguyễn Văn Mẫu", id_number="000000000002")
    client = browser_of("accountant", unit)
    assert "Không có hai bản ghi nào giống nhau" in text_of(client.get(pages(person, other)[3]))
    assert "hai số định danh khác nhau" in text_of(client.get(pages(person, other)[2]))
    assert "hai số định danh khác nhau" in text_of(client.post(pages(person, other)[2], {"reason": "một người"}), 422)


@pytest.mark.parametrize("role", ["board_head", "board_deputy", "unit_head"])
def test_who_may_look_but_not_edit(unit, person, role):
    other = Payee.objects.create(unit=unit, name="nguyen van mau")
    client = browser_of(role, unit)
    look, edit, merge, alike = pages(person, other)
    assert "Sửa hồ sơ" not in text_of(client.get(look))
    assert "so sánh và gộp" not in text_of(client.get(alike))
    for response in (client.get(edit), client.post(edit, FORM), client.get(merge), client.post(merge, {"reason": "x"})):
        assert response.status_code == 403
    assert client.post(reverse("royalties:pen-name-add", args=[person.pk]), {"name": "X"}).status_code == 403


def test_the_accountant_of_another_unit_finds_nothing(unit, person):
    neighbour = Unit.objects.create(code="khac", name="Đơn vị khác", level="department", source_label="TEST")
    own = Payee.objects.create(unit=neighbour, name="Nguyễn Văn Mẫu")
    client = browser_of("accountant", neighbour)
    for where in pages(person, own)[:3]:
        assert client.get(where).status_code == 404
        assert client.post(where, FORM).status_code in (404, 405)
    assert client.get(pages(own, person)[2]).status_code == 404
    assert "Mẫu, Đơn vị thử" not in text_of(client.get(pages(own, own)[3]))


def test_roles_without_payees_may_not_look(unit, person):
    for role in ("finance_reviewer", "provincial_coordinator", "system_admin"):
        client = browser_of(role, username=role)
        assert [client.get(where).status_code for where in pages(person, person)] == [403] * 4
