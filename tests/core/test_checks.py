"""A wrong environment is refused readably, before it does harm."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.checks import check_data_keys, check_engine, check_hosts, check_secret_key

ROOT = Path(__file__).parents[2]
STRONG = {
    "SECRET_KEY": "R4jT-secret-0123456789-abcdefghijklmnopqrstuvwxyz-KLMNOP",
    "FIELD_KEY": "pQ8z-field-0123456789-abcdefghijklmnop",
    "PROOF_KEY": "Lm3x-proof-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": ["nhuanbut.example.gov.vn"],
}
NAMES = ("DEBUG", *STRONG)


@pytest.fixture
def real(settings):
    """A sound environment without DEBUG."""
    settings.DEBUG = False
    for name, value in STRONG.items():
        setattr(settings, name, value)
    return settings


def ids(*checks) -> list[str]:
    found = [message for check in checks for message in check()]
    assert all(message.hint for message in found)
    return [message.id for message in found]


EVERY_CHECK = (check_secret_key, check_data_keys, check_hosts, check_engine)


def test_a_sound_environment_passes(real):
    assert ids(*EVERY_CHECK) == []


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("SECRET_KEY", "", ["core.E001"]),
        ("SECRET_KEY", "ngắn", ["core.E002"]),
        ("SECRET_KEY", "a" * 60, ["core.E002"]),
        ("SECRET_KEY", "django-insecure-" + STRONG["SECRET_KEY"], ["core.E002"]),
        ("FIELD_KEY", "", ["core.E003"]),
        ("FIELD_KEY", "0123456789-abcdefghijklmnopqrst", ["core.E003"]),
        ("FIELD_KEY", STRONG["SECRET_KEY"], ["core.E005"]),
        ("PROOF_KEY", "", ["core.E004"]),
        ("PROOF_KEY", "x" * 40, ["core.E004"]),
        ("PROOF_KEY", STRONG["FIELD_KEY"], ["core.E005"]),
        ("ALLOWED_HOSTS", [], ["core.E006"]),
        ("ALLOWED_HOSTS", ["*"], ["core.E006"]),
    ],
)
def test_each_mistake_is_named(real, name, value, found):
    setattr(real, name, value)
    assert ids(*EVERY_CHECK) == found


@pytest.mark.parametrize("database", [{"ENGINE": "django.db.backends.mysql"}, {}])
def test_an_engine_that_is_not_tested_is_named(real, monkeypatch, database):
    monkeypatch.setitem(real.DATABASES, "default", database)
    assert ids(*EVERY_CHECK) == ["core.E007"]


def test_with_debug_a_weak_secret_only_warns(settings):
    settings.DEBUG = True
    settings.SECRET_KEY = "dev"
    settings.FIELD_KEY = settings.PROOF_KEY = ""
    settings.ALLOWED_HOSTS = []
    assert ids(*EVERY_CHECK) == ["core.W002"]


def test_with_debug_a_missing_secret_is_still_an_error(settings):
    settings.DEBUG = True
    settings.SECRET_KEY = ""
    assert ids(*EVERY_CHECK) == ["core.E001"]


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """This will run a command with this environment only: what stands in an .env file is overruled."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env={"PATH": os.environ["PATH"], "DATABASE_URL": "sqlite:///:memory:"} | dict.fromkeys(NAMES, "") | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.once
def test_without_any_environment_check_says_what_is_missing():
    done = manage("check")
    assert done.returncode == 1
    assert [name for name in ("core.E001", "core.E003", "core.E004", "core.E006") if name in done.stderr] == [
        "core.E001",
        "core.E003",
        "core.E004",
        "core.E006",
    ]
    assert "Traceback" not in done.stderr


@pytest.mark.once
def test_a_database_address_that_is_none_is_named():
    done = manage("check", DEBUG="1", SECRET_KEY=STRONG["SECRET_KEY"], DATABASE_URL="bậy")
    assert done.returncode == 1
    assert "core.E007" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.once
def test_a_database_whose_driver_is_missing_is_said_without_a_traceback():
    done = manage("migrate", DEBUG="1", SECRET_KEY=STRONG["SECRET_KEY"], DATABASE_URL="mysql://a:b@127.0.0.1/c")
    assert done.returncode == 1
    assert done.stderr.startswith("Cấu hình sai")
    assert "Traceback" not in done.stderr


@pytest.mark.once
def test_a_sound_environment_passes_the_checks_of_deployment():
    strong = {name: value if isinstance(value, str) else ",".join(value) for name, value in STRONG.items()}
    done = manage("check", "--deploy", "--fail-level", "WARNING", **strong)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.once
def test_two_settings_are_enough_with_debug():
    assert manage("check", DEBUG="1", SECRET_KEY="dev").returncode == 0
