"""Wrong passwords lock an account out, however its name is typed."""

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from core.models import User
from core.services import create_account

PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def account(system) -> User:
    return create_account(actor=system, username="an.le", full_name="Lê An", password=PASSWORD)


def attempt(username: str, password: str, address: str = "10.0.0.1") -> User | None:
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    return authenticate(request, username=username, password=password)


def test_the_right_password_opens_whatever_the_case_of_the_name(account):
    assert attempt("an.le", PASSWORD) == account
    assert attempt("AN.Le", PASSWORD) == account


def test_after_five_wrong_passwords_the_right_one_is_refused_too(account):
    for _ in range(5):
        assert attempt("an.le", "sai") is None
    assert attempt("an.le", PASSWORD) is None


def test_after_four_it_still_opens(account):
    for _ in range(4):
        attempt("an.le", "sai")
    assert attempt("an.le", PASSWORD) == account


def test_typing_the_name_in_other_capitals_gives_no_further_tries(account):
    for name in ("an.le", "An.le", "AN.le", "an.Le", "AN.LE"):
        attempt(name, "sai")
    assert attempt("an.LE", PASSWORD) is None


def test_one_account_is_not_locked_for_another_or_for_another_address(account, system):
    other = create_account(actor=system, username="binh", full_name="Lê Bình", password=PASSWORD)
    for _ in range(5):
        attempt("an.le", "sai")
    assert attempt("binh", PASSWORD) == other
    assert attempt("an.le", PASSWORD, address="10.0.0.2") == account


def test_an_inactive_account_cannot_log_in(account):
    User.objects.update(is_active=False)
    assert attempt("an.le", PASSWORD) is None


def test_nobody_logs_in_as_the_system(system):
    assert attempt("he-thong", "") is None
    assert attempt("he-thong", "!") is None
