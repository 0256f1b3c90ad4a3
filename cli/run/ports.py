"""Ports: the shop's own, and one beside it for the sandbox that stays the same between starts."""

from __future__ import annotations

import json
import socket
from pathlib import Path

from core.errors import ConfigurationError

_BESIDE = 10_000
"""The sandbox's port is the shop's and this, so that shops on neighbouring ports do not meet."""


def require_free(host: str, port: int) -> None:
    """Make sure that the shop can listen.

    Raises:
        ConfigurationError: when somebody else does, or the address is not ours.
    """
    try:
        _bind(host, port)
    except OSError as error:
        if isinstance(error, PermissionError):
            reason = f"port {port} is not allowed"
        elif isinstance(error, socket.gaierror) or "assign" in str(error):
            raise ConfigurationError(f"HOST: {host!r} is not an address of this machine") from None
        else:
            reason = f"port {port} is in use"
        raise ConfigurationError(f"{reason}: choose another one, such as PORT={port + 10} make run") from None


def sandbox_port(data_dir: Path, port: int) -> int:
    """The sandbox's port: the one of the last start where it is free, else the next best."""
    memory = data_dir / "run" / "ports.json"
    try:
        saved = json.loads(memory.read_text())
        candidates = [saved["stripe"]] if saved["port"] == port else []
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        candidates = []
    candidates += [candidate for candidate in (port + _BESIDE, port - _BESIDE) if 1024 <= candidate <= 65535]
    chosen = next((candidate for candidate in candidates if _free(candidate)), None) or _any_port()
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps({"port": port, "stripe": chosen}))
    return chosen


def _free(port: int) -> bool:
    try:
        _bind("127.0.0.1", port)
    except OSError:
        return False
    return True


def _bind(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        return int(probe.getsockname()[1])


def _any_port() -> int:
    return _bind("127.0.0.1", 0)
