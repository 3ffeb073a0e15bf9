"""The log-in, its lockout, and the pages that say what went wrong."""

import os
import subprocess
import sys

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


def test_a_name_longer_than_any_account_has_is_refused_beside_its_field(client, db):
    page = _try(client, "x" * 256, "sai").content.decode()
    assert 'id="id_username_error"' in page


def test_the_system_actor_is_refused_even_with_a_password(client, system):
    system.set_password(PASSWORD)
    system.save()
    assert "không đúng" in _try(client, system.username, PASSWORD).content.decode()
    assert "_auth_user_id" not in client.session


def test_pages_are_kept_in_no_store(client, account):
    assert "no-store" in client.get(reverse("login"))["Cache-Control"]
    _try(client, "thu-ky", PASSWORD)
    assert "no-store" in client.get("/")["Cache-Control"]


def test_every_page_carries_the_content_policy(client, db):
    policy = client.get(reverse("login"))["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy


def test_behind_our_proxy_one_machine_does_not_lock_another_out(client, account, settings):
    settings.BEHIND_TLS_PROXY = True
    forged = {"username": "thu-ky", "password": "sai"}
    for _ in range(5):
        client.post(reverse("login"), forged, HTTP_X_FORWARDED_FOR="9.9.9.9, 1.1.1.1")
    locked = client.post(reverse("login"), forged | {"password": PASSWORD}, HTTP_X_FORWARDED_FOR="8.8.8.8, 1.1.1.1")
    assert locked.status_code == 429
    other = client.post(reverse("login"), forged | {"password": PASSWORD}, HTTP_X_FORWARDED_FOR="1.1.1.1, 2.2.2.2")
    assert other.status_code == 302


@pytest.mark.once
def test_the_server_does_not_start_with_wrong_settings(tmp_path):
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "abc", "DATABASE_URL": f"sqlite:///{tmp_path / 'db'}"}
    command = [sys.executable, "-c", "import config.wsgi"]
    started = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert started.returncode != 0
    assert "FIELD_KEY" in started.stderr
