"""The throw-away PostgreSQL comes up, tells the command where it is, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import with_postgres
from tests.project import ROOT

pytestmark = pytest.mark.once
SCRIPT = ROOT / "tests" / "with_postgres.py"
SAY_WHERE = "import os; print(os.environ['DATABASE_URL'], flush=True);"


def start(code: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), sys.executable, "-c", SAY_WHERE + code],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def folder(line: str) -> Path:
    address, _, place = line.strip().partition("?host=")
    assert address == "postgresql://so_nhuan_but@/postgres"
    return Path(place)


def is_running(pid: int) -> bool:
    """A process that has ended but that nobody has waited for has no command line any more."""
    command = Path(f"/proc/{pid}/cmdline")
    return command.exists() and b"postgres" in command.read_bytes()


def test_the_exit_code_is_the_commands_own_and_the_folder_goes():
    with start("import sys; sys.exit(7)") as process:
        place = folder(process.stdout.readline())
    assert process.returncode == 7
    assert not place.exists()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_whoever_stops_it_leaves_no_server_behind(stop):
    with start("import time; time.sleep(60)") as process:
        place = folder(process.stdout.readline())
        pid = int((place / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        os.killpg(process.pid, stop)
    assert process.returncode == 128 + stop
    assert not place.exists()
    assert not is_running(pid)


def test_without_server_binaries_it_says_what_to_run(monkeypatch):
    monkeypatch.setattr(with_postgres, "server_binaries", lambda: None)
    with pytest.raises(SystemExit, match="make setup"):
        with_postgres.main(["true"])
