"""The log-in, its lockout, and the pages that say what went wrong."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.urls import reverse
from django.views import defaults

from core.models import User

PASSWORD = "Mat-khau-du-dai-1"


@pytest.fixture
def account(db) -> User:
    user = User(username="thu-ky", full_name="Nguyễn Thị Thư")
    user.set_password(PASSWORD)
    user.save()
    return user


def _try(client: Client, username: str, password: str, query: str = ""):
    return client.post(reverse("login") + query, {"username": username, "password": password})


@pytest.mark.parametrize("username", ["thu-ky", "Thu-Ky", "THU-KY"])
def test_the_case_of_the_name_makes_no_difference(username, client, account):
    assert _try(client, username, PASSWORD).url == "/"
    assert "Nguyễn Thị Thư" in client.get("/").content.decode()


def test_a_wrong_password_says_what_to_look_at(client, account):
    response = _try(client, "thu-ky", "sai")
    assert response.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in response.content.decode()


def test_an_empty_form_shows_its_errors_beside_the_fields(client, db):
    page = _try(client, "", "").content.decode()
    assert 'id="id_username_error"' in page
    assert 'id="id_password_error"' in page
    assert page.count('aria-invalid="true"') == 2


def test_the_log_in_page_says_whom_to_ask(client, db):
    assert "hãy hỏi người quản trị tài khoản" in client.get(reverse("login")).content.decode()


def test_five_wrong_passwords_lock_even_the_right_one_out(client, account):
    spellings = ["thu-ky", "Thu-ky", "THU-KY", "thu-KY"]
    assert [_try(client, name, "sai").status_code for name in spellings] == [200, 200, 200, 200]
    response = _try(client, "thu-ky", "sai")
    assert response.status_code == 429
    assert "Tạm khoá đăng nhập" in response.content.decode()
    assert _try(client, "thu-ky", PASSWORD).status_code == 429


def test_the_way_on_leads_to_a_page_of_this_site_only(client, account):
    assert _try(client, "thu-ky", PASSWORD, "?next=/tac-pham/").url == "/tac-pham/"
    client.post(reverse("logout"))
    assert _try(client, "thu-ky", PASSWORD, "?next=https://example.com/").url == "/"


def test_the_system_actor_cannot_log_in(client, system):
    assert _try(client, system.username, "!").status_code == 200


def test_an_address_that_does_not_exist_says_what_to_do(client, db):
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert "Không tìm thấy trang" in response.content.decode()


def test_a_form_from_nowhere_is_refused_in_words(account):
    response = _try(Client(enforce_csrf_checks=True), "thu-ky", PASSWORD)
    assert response.status_code == 403
    assert "Trang đã quá hạn" in response.content.decode()


def test_pages_of_errors_need_no_database(rf):
    failed = defaults.server_error(rf.get("/"))
    assert (failed.status_code, "Hệ thống gặp lỗi" in failed.content.decode()) == (500, True)
    refused = defaults.bad_request(rf.get("/"), SuspiciousOperation("x"))
    assert (refused.status_code, "Yêu cầu không hợp lệ" in refused.content.decode()) == (400, True)
