#!/usr/bin/env python3
"""Runs a command on a throw-away PostgreSQL: tests/with_postgres.py COMMAND...

The cluster listens on a private socket only, belongs to a user who may do no more than own databases, and is
removed however the command ends. The exit code is the command's own.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

OWNER = "so_nhuan_but"
NOT_FOUND = (
    "Không thấy PostgreSQL để chạy kiểm thử; hãy chạy: make setup\nNo PostgreSQL server binaries found; run: make setup"
)
# The data live for minutes: a crash loses nothing that matters.
OPTIONS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main(command: list[str]) -> int:
    """This will run the command with DATABASE_URL set to a fresh cluster, and return its exit code."""
    if not command:
        sys.exit(__doc__)
    binaries = server_binaries()
    if binaries is None:
        sys.exit(NOT_FOUND)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    # A socket's path may have 107 characters at most, so TMPDIR is not asked.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    cluster = Cluster(binaries, folder)
    try:
        cluster.start()
        return run(command, DATABASE_URL=f"postgresql://{OWNER}@/postgres?host={folder}")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        cluster.remove()


def server_binaries() -> Path | None:
    """This will find the folder of the newest server on the machine, None where there is none."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if on_path := shutil.which("initdb"):
        candidates.insert(0, Path(on_path).resolve().parent)
    found = [path for path in candidates if (path / "initdb").exists() and (path / "postgres").exists()]
    return found[-1] if found else None


def run(command: list[str], **variables: str) -> int:
    """This will run a command to its end; a Ctrl-C reaches it too, so what is left is to wait for it."""
    with subprocess.Popen(command, env=os.environ | variables) as child:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            child.wait()
            return 128 + signal.SIGINT
        except SystemExit:
            child.terminate()
            raise
    return code if code >= 0 else 128 - code


class Cluster:
    """A PostgreSQL in a folder of its own; root may not run one, so root lends it to postgres or nobody."""

    def __init__(self, binaries: Path, folder: Path):
        self.binaries, self.folder, self.data = binaries, folder, folder / "data"
        self.user: dict = {}
        if os.geteuid() == 0:
            account = _account("postgres") or _account("nobody")
            os.chown(folder, account.pw_uid, account.pw_gid)
            self.user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def start(self) -> None:
        """This will make the cluster, start it and create the owner of the databases.

        Its own order is the Vietnamese one: nothing may lean on the order of the C locale.
        """
        order = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi"]
        self._call("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", *order)
        self._call("pg_ctl", "start", "--wait", f"--options={OPTIONS} -k {self.folder}", f"--log={self.folder}/log")
        self._call("createuser", f"--host={self.folder}", "--username=postgres", "--createdb", OWNER, data=False)

    def remove(self) -> None:
        """This will stop the cluster, however far it came, and delete its folder."""
        if (self.data / "postmaster.pid").exists():
            self._call("pg_ctl", "stop", "--mode=immediate")
        shutil.rmtree(self.folder)

    def _call(self, program: str, *arguments: str, data: bool = True) -> None:
        where = [f"--pgdata={self.data}"] if data else []
        done = subprocess.run(
            [self.binaries / program, *where, *arguments],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            **self.user,
        )
        if done.returncode:
            sys.exit(f"{program}: {done.stderr.strip()}")


def _account(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
