"""Records that need completion, one after the other, each saving leading to the next."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import RoleAssignment, Unit
from royalties.models import Payee
from tests import list_rows
from tests.screens import browser_of, text_of

START = reverse("royalties:completion")
LIST = reverse("royalties:payee-list")
FORM = {"kind": "person", "is_resident": "on", "contract": "none", "group": "4", "bank": "Ngân hàng Ví Dụ"}


@pytest.fixture
def home(system) -> Unit:
    return list_rows.make_unit("thu", "Đơn vị thử")


@pytest.fixture
def three(home) -> list[Payee]:
    """Ân, Bình and Chi by given name; another who lacks nothing stands between them."""
    names = ["Y Ân", "Lê Bình", "Trần Chi"]
    made = [Payee.objects.create(unit=home, name=name, to_complete=True) for name in names]
    Payee.objects.create(unit=home, name="Lê Bảo", to_complete=False)
    return made


def page(payee: Payee) -> str:
    return reverse("royalties:payee-complete", args=[payee.pk])


def test_it_begins_with_the_first_by_name_and_saving_leads_to_the_next(home, three):
    first, second, third = three
    client = browser_of("recorder", home)
    assert "Hoàn thiện lần lượt" in text_of(client.get(LIST))
    assert client.get(START).url == page(first)
    full = FORM | {"name": "Y Ân", "id_number": "000000000001", "account_number": "0001"}
    response = client.post(page(first), full)
    assert response.url == page(second)
    assert "Đã lưu hồ sơ «Y Ân»: đã đủ." in text_of(client.get(response.url))
    assert Payee.objects.get(pk=first.pk).to_complete is False
    half = client.post(page(second), FORM | {"name": "Lê Bình"})
    assert half.url == page(third)
    assert "còn thiếu, giữ trong danh sách" in text_of(client.get(half.url))
    done = client.post(page(third), FORM | {"name": "Trần Chi"})
    assert done.url == LIST
    assert "Không còn hồ sơ nào phía sau" in text_of(client.get(LIST))
    assert client.get(START).url == page(second)


def test_each_page_leads_to_the_one_before_and_the_one_after(home, three):
    first, second, third = three
    shown = browser_of("accountant", home).get(page(second))
    assert (shown.context["previous"], shown.context["next"]) == (first, third)
    text = text_of(shown)
    assert "Còn 3 hồ sơ cần bổ sung." in text
    assert "Bỏ qua, sang Trần Chi →" in text
    ends = browser_of("accountant", home, "khac")
    assert ends.get(page(first)).context["previous"] is None
    assert ends.get(page(third)).context["next"] is None


def test_the_first_box_that_is_missing_has_the_focus(home, three):
    client = browser_of("recorder", home)
    assert client.get(page(three[0])).context["form"].fields["id_number"].widget.attrs["autofocus"] is True
    Payee.objects.filter(pk=three[0].pk).update(id_number="x")
    form = client.get(page(three[0])).context["form"]
    assert form.fields["account_number"].widget.attrs["autofocus"] is True


def test_a_refusal_keeps_what_was_typed_and_stays(home, three):
    Payee.objects.create(unit=home, name="Khác", id_number="000000000009")
    client = browser_of("recorder", home)
    response = client.post(page(three[0]), FORM | {"name": "Y Ân", "id_number": "000000000009", "bank": "Đang gõ"})
    assert "đã thuộc một người nhận khác" in text_of(response, 422)
    assert "Đang gõ" in response.content.decode()
    assert "Họ và tên" in text_of(client.post(page(three[0]), FORM | {"name": ""}), 422)


def test_nothing_to_complete_leads_back_to_the_list(home):
    assert browser_of("recorder", home).get(START).url == LIST


def test_of_another_unit_nothing_is_offered(home, three):
    neighbour = list_rows.make_unit("khac", "Đơn vị khác")
    own = Payee.objects.create(unit=neighbour, name="Y Ân", to_complete=True)
    client = browser_of("recorder", neighbour)
    assert client.get(START).url == page(own)
    assert client.get(page(own)).context["left"] == 1
    assert [client.get(page(three[0])).status_code, client.post(page(three[0]), FORM).status_code] == [404, 404]


@pytest.mark.parametrize("role", ["board_head", "unit_head"])
def test_who_may_look_but_not_edit(home, three, role):
    client = browser_of(role, home)
    assert "Hoàn thiện lần lượt" not in text_of(client.get(LIST))
    for where in (START, page(three[0])):
        assert client.get(where).status_code == 403
    assert client.post(page(three[0]), FORM | {"name": "X"}).status_code == 403


def test_a_role_that_has_ended_opens_nothing(home, three):
    client = browser_of("recorder", home)
    RoleAssignment.objects.update(end_on=date(2020, 12, 31))
    assert [client.get(where).status_code for where in (START, page(three[0]))] == [403, 403]
