"""The one search: what it finds, in how many queries, and for whom."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import RoleAssignment, Unit
from rates.models import Instrument
from royalties.models import Payee, PaymentSheet, PenName, Work
from tests import list_rows

URL = "/tim-kiem/"
EVERYTHING = ["Tác phẩm", "Người nhận", "Bảng thanh toán", "Văn bản", "Đơn vị"]


@pytest.fixture
def here(db) -> Unit:
    return list_rows.make_unit("thu-1", "Sở Bích Ngọc")


@pytest.fixture
def there(db) -> Unit:
    return list_rows.make_unit("thu-2", "Sở Thử Hai")


@pytest.fixture
def filled(here) -> Unit:
    """One unit with a work, a payee, a sheet and an instrument whose names hold «Bích Ngọc»."""
    list_rows.works(2, here)
    list_rows.payees(2, here)
    list_rows.sheets(2, here)
    Instrument.objects.create(number="9/2026/QĐ-THU", kind="quyết định", issuer="UBND tỉnh", title="Về Bích Ngọc")
    return here


def log_in(role: str, unit: Unit | None = None) -> Client:
    user = list_rows.make_user(f"{role}-{unit.code if unit else 'tinh'}")
    RoleAssignment.objects.create(user=user, role=role, unit=unit, start_on=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def found(client: Client, asked: str) -> dict[str, list[str]]:
    response = client.post(URL, {"q": asked}, follow=True)
    assert response.status_code == 200
    return {group.title: [hit.text for hit in group.hits] for group in response.context["groups"]}


@pytest.mark.parametrize("asked", ["bich ngoc", "Bích Ngọc", "BÍCH  ngoc", "ngọc bích"])
def test_it_finds_with_and_without_accents_in_every_list(asked, filled):
    assert found(log_in("recorder", filled), asked) == {
        "Tác phẩm": ["Chuyện Bích Ngọc"],
        "Người nhận": ["Đặng Thị Bích Ngọc"],
        # Both of them by the name of their unit.
        "Bảng thanh toán": ["Bảng thù lao nháp kỳ 02/2026", "Bảng nhuận bút 1/BT-BÍCH NGỌC kỳ 01/2026"],
        "Văn bản": ["Quyết định 9/2026/QĐ-THU"],
        "Đơn vị": ["Sở Bích Ngọc"],
    }


def test_every_finding_leads_to_a_page_that_opens(filled):
    client = log_in("recorder", filled)
    groups = client.get(URL, {"q": "bich ngoc"}).context["groups"]
    assert [group.title for group in groups] == EVERYTHING
    assert [client.get(group.url).status_code for group in groups] == [200] * 5
    # Sheets that a test makes up do not add up, and their page says so; where they lead is known by heart.
    [sheets] = [group.hits for group in groups if group.title == "Bảng thanh toán"]
    assert [hit.url for hit in sheets] == [
        f"/bang-thanh-toan/{sheet.pk}/" for sheet in PaymentSheet.objects.order_by("-period")
    ]
    others = [hit for group in groups for hit in group.hits if group.title != "Bảng thanh toán"]
    assert [client.get(hit.url).status_code for hit in others] == [200] * 4


def test_of_three_users_each_finds_only_what_is_theirs_to_see(filled, there):
    inside, outside, admin = log_in("recorder", filled), log_in("recorder", there), log_in("system_admin")
    assert list(found(inside, "bich ngoc")) == EVERYTHING
    # The law and the names of units are open to whoever holds a role.
    assert list(found(outside, "bich ngoc")) == ["Văn bản", "Đơn vị"]
    assert list(found(admin, "bich ngoc")) == ["Văn bản", "Đơn vị"]
    page = outside.get(URL, {"q": "chuyen bich ngoc"}).content.decode()
    assert "Không tìm thấy gì khớp" in page
    assert "Chuyện Bích Ngọc" not in page


def test_a_person_is_found_by_the_whole_id_and_by_no_part_of_it(filled, there):
    inside, outside = log_in("recorder", filled), log_in("recorder", there)
    assert found(inside, "000012345000") == {"Người nhận": ["Đặng Thị Bích Ngọc"]}
    assert found(inside, "00001234500") == {}
    assert found(inside, "345000") == {}
    assert found(outside, "000012345000") == {}
    page = inside.get(URL, {"q": "bich ngoc"}).content.decode()
    assert "•••••••••000" in page
    assert "000012345000" not in page


@pytest.mark.parametrize("where", [URL, "/nguoi-nhan/"])
def test_an_id_in_an_address_finds_nobody(where, filled):
    page = log_in("recorder", filled).get(where, {"q": "000012345000"}).content.decode()
    assert "Đặng Thị Bích Ngọc" not in page
    assert "gõ đủ" in page
    assert "ô tìm ở đầu trang" in page


def test_an_account_is_found_by_its_whole_number(filled):
    Payee.objects.filter(name="Đặng Thị Bích Ngọc").delete()
    payee = Payee(unit=filled, name="Y Bhiăo", account_number="9704 0000 1111")
    payee.save()
    assert found(log_in("recorder", filled), "970400001111") == {"Người nhận": ["Y Bhiăo"]}


def test_words_of_an_address_find_as_posted_ones_do(filled):
    client = log_in("recorder", filled)
    groups = client.get(URL, {"q": "bich ngoc"}).context["groups"]
    assert {group.title: [hit.text for hit in group.hits] for group in groups} == found(client, "bich ngoc")


def test_words_lead_to_an_address_that_the_way_back_opens_again(filled):
    client = log_in("recorder", filled)
    assert client.post(URL, {"q": "Bích  ngoc"}).headers["Location"] == "/tim-kiem/?q=B%C3%ADch+ngoc"


def test_a_number_stays_out_of_the_address_and_in_clear_out_of_the_session(filled):
    client = log_in("recorder", filled)
    [first, second] = [
        client.post(URL, {"q": asked}).headers["Location"] for asked in ("000012345000", "9704 0000 1111")
    ]
    assert (first, second) == ("/tim-kiem/?cau=1", "/tim-kiem/?cau=2")
    # An earlier answer is one step back, whatever was asked since.
    groups = client.get(first).context["groups"]
    assert [hit.text for group in groups for hit in group.hits] == ["Đặng Thị Bích Ngọc"]
    assert "000012345000" not in str(dict(client.session))
    stranger = log_in("recorder", list_rows.make_unit("thu-9", "Sở Thử Chín")).get(first)
    assert stranger.status_code == 410
    assert "Câu tìm này không còn được giữ." in stranger.content.decode()


def test_only_the_last_questions_are_kept(filled):
    client = log_in("recorder", filled)
    for number in range(1, 22):
        client.post(URL, {"q": f"{number:09}"})
    assert client.get("/tim-kiem/?cau=1").status_code == 410
    assert client.get("/tim-kiem/?cau=2").status_code == 200


def test_an_odd_place_of_a_question_is_told_and_nothing_besides_it_is_passed_over(filled):
    client = log_in("recorder", filled)
    assert client.get("/tim-kiem/?cau=x").status_code == 410
    client.post(URL, {"q": "000012345000"})
    assert "Không có tham số «la»" in client.get("/tim-kiem/?cau=1&la=1").content.decode()


def test_no_query_holds_an_id_that_was_typed_in_clear_against_the_column_of_ids(filled):
    client = log_in("recorder", filled)
    with CaptureQueriesContext(connection) as captured:
        found(client, "000012345000")
    asked_by_id = [query["sql"] for query in captured if '"id_hash" =' in query["sql"]]
    assert len(asked_by_id) == 1
    assert [
        sql for sql in asked_by_id if '"id_number" =' in sql or 'UNACCENT("royalties_payee"."id_number")' in sql
    ] == []


def test_a_person_is_found_by_a_pen_name(filled):
    PenName.objects.create(payee=Payee.objects.get(id_number__isnull=False, kind="organisation"), name="Hoa Pơ Lang")
    assert found(log_in("recorder", filled), "po lang") == {"Người nhận": ["Trần Văn An 001"]}


def test_a_merged_record_is_not_found(filled):
    kept = Payee.objects.get(kind="organisation")
    Payee.objects.filter(name="Đặng Thị Bích Ngọc").update(merged_into=kept)
    assert "Người nhận" not in found(log_in("recorder", filled), "bich ngoc")


def test_ten_are_shown_and_the_rest_is_one_step_away(here):
    list_rows.works(12, here)
    Work.objects.update(title="Mùa cà phê")
    client = log_in("recorder", here)
    response = client.get(URL, {"q": "ca phe"})
    [group] = response.context["groups"]
    assert (len(group.hits), group.has_more) == (10, True)
    assert "Còn nữa: xem cả danh sách tác phẩm khớp «ca phe»" in response.content.decode()
    assert client.get(group.url).context["count"] == 12
    Work.objects.filter(url__endswith="/1").delete()
    Work.objects.filter(url__endswith="/11").update(title="Khác")
    [group] = client.get(URL, {"q": "ca phe"}).context["groups"]
    assert (len(group.hits), group.has_more) == (10, False)


def test_more_rows_cost_no_more_queries(here):
    client = log_in("auditor")

    def cost(rows: int) -> int:
        with transaction.atomic():
            list_rows.works(rows, here)
            list_rows.payees(rows, here)
            list_rows.sheets(rows, here)
            with CaptureQueriesContext(connection) as captured:
                groups = client.get(URL, {"q": "bich ngoc"}).context["groups"]
            assert [group.title for group in groups] == ["Tác phẩm", "Người nhận", "Bảng thanh toán", "Đơn vị"]
            transaction.set_rollback(True)
        return len(captured)

    client.get(URL, {"q": "bich ngoc"})
    assert cost(30) == cost(2)
    # The session, the account, its roles and delegations; then one for each of the five lists.
    assert cost(2) == 9


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=", "Hãy gõ vài chữ"),
        ("q=a", "Hãy gõ ít nhất 2 ký tự."),
        ("q=" + "a" * 101, "Gõ dài quá: nhiều nhất 100 ký tự."),
        ("q=ab%00", "NULL"),
        ("q=ab&la=1", "Không có tham số «la» trên trang này."),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_words(query, said, here):
    response = log_in("auditor").get(f"{URL}?{query}")
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert said.lower() in response.content.decode().lower()


def test_without_a_question_it_says_what_can_be_asked(here):
    response = log_in("auditor").get(URL)
    assert response.status_code == 200
    assert "Gõ vài chữ vào ô tìm" in response.content.decode()


def test_every_page_of_who_holds_a_role_has_the_box(here):
    page = log_in("auditor").get(reverse("core:unit-list")).content.decode()
    assert 'action="/tim-kiem/"' in page
    without_role = Client()
    without_role.force_login(list_rows.make_user("khong-vai-tro"))
    assert 'action="/tim-kiem/"' not in without_role.get("/").content.decode()
    assert without_role.get(URL, {"q": "bich"}).status_code == 403
