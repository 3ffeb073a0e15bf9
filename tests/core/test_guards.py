"""The guards that settings put up, shown by what they do."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

import config.settings as real
from core.models import User
from core.services import create_account

PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def account(system) -> User:
    return create_account(actor=system, username="an.le", full_name="Lê An", password=PASSWORD)


def log_in(client: Client, password: str = PASSWORD):
    return client.post("/dang-nhap/", {"username": "an.le", "password": password})


def test_passwords_are_kept_by_argon2_and_by_nothing_older(settings, system):
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS

    user = create_account(actor=system, username="an.le", full_name="Lê An", password=PASSWORD)
    assert user.password.startswith("argon2$argon2id$")
    assert real.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_a_session_lasts_a_working_day_and_scripts_cannot_read_it(account, client):
    cookie = log_in(client).cookies["sessionid"]
    assert int(cookie["max-age"]) == 28_800
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_link_out_tells_nobody_where_it_was_followed(client):
    response = client.get("/dang-nhap/")
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("minutes", "status"), [(29, 429), (31, 302)])
def test_an_account_opens_again_half_an_hour_after_the_last_wrong_password(account, client, minutes, status):
    for _ in range(5):
        log_in(client, "sai")
    assert log_in(client).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=minutes))
    assert log_in(client).status_code == status


def test_there_is_no_such_page_in_our_own_words_even_in_the_demo(account, client, settings):
    client.force_login(account)
    for debug in (True, False):
        settings.DEBUG = debug
        response = client.get("/khong-co-trang-nay/")
        assert response.status_code == 404
        assert "về trang đầu" in response.content.decode()
