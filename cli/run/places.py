"""Where the embedded servers keep their sockets, and who may reach them."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from pathlib import Path

from core.errors import ConfigurationError

_LONGEST_SOCKET = 103
"""Bytes that macOS allows in a socket's path; Linux allows 107."""


def socket_directory(data_dir: Path, name: str, socket_name: str) -> Path:
    """The folder for a server's socket: under `data_dir`, or under /tmp where that path is too long.

    Raises:
        ConfigurationError: when the folder in /tmp belongs to somebody else.
    """
    directory = socket_place(data_dir, name, socket_name)
    if directory.is_relative_to(_short(data_dir)):
        directory.parent.mkdir(mode=0o711, exist_ok=True)
        if directory.parent.is_symlink() or directory.parent.stat().st_uid != os.geteuid():
            raise ConfigurationError(f"{directory.parent} belongs to somebody else; choose a shorter DATA_DIR")
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory


def socket_place(data_dir: Path, name: str, socket_name: str) -> Path:
    """Where `socket_directory` is, or would be."""
    directory = data_dir / "run" / name
    too_long = len(os.fsencode(directory / socket_name)) > _LONGEST_SOCKET
    return _short(data_dir) / name if too_long else directory


def clear_sockets(data_dir: Path) -> None:
    """Take away what `socket_directory` made in /tmp, once nothing listens there any more."""
    short = _short(data_dir)
    if short.exists() and not short.is_symlink() and short.stat().st_uid == os.geteuid():
        shutil.rmtree(short, ignore_errors=True)


def _short(data_dir: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    return Path("/tmp") / f"yourmapart-{os.geteuid()}-{digest}"  # noqa: S108 (whose it is, is checked)


def let_through(path: Path, uid: int) -> list[Path]:
    """Let user `uid` pass the folders that lead to `path`; the folders that had to be changed.

    Only the right to pass is given (`o+x`), never to list or to read.
    """
    changed = []
    for parent in path.resolve().parents:
        status = parent.stat()
        if not (status.st_mode & stat.S_IXOTH or status.st_uid == uid):
            parent.chmod(stat.S_IMODE(status.st_mode) | stat.S_IXOTH)
            changed.append(parent)
    return changed
