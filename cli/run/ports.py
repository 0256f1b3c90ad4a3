"""Ports: the shop's own, and beside it one for each sandbox, the same at every start."""

from __future__ import annotations

import json
import socket
from pathlib import Path

from core.errors import ConfigurationError

_BESIDE = {"stripe": 10_000, "mailbox": 15_000, "storefront": 20_000}
"""A part's port is the shop's and this, so that shops on neighbouring ports do not meet."""


def reachable(host: str) -> str:
    """The address at which this machine reaches what listens at `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (only compared)


def base_url(host: str, port: int) -> str:
    """The same as a URL."""
    address = reachable(host)
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


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


def port_beside(data_dir: Path, port: int, part: str) -> int:
    """The port of a part beside the shop's: the one of the last start where it is free, else the next best."""
    memory = data_dir / "run" / "ports.json"
    try:
        saved: dict[str, int] = json.loads(memory.read_text())
        kept = saved if saved["port"] == port else {}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        kept = {}
    wished = [kept[part]] if part in kept else []
    wished += [each for each in (port + _BESIDE[part], port - _BESIDE[part]) if 1024 <= each <= 65535]
    chosen = next((each for each in wished if _free(each)), None) or _any_port()
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps({**kept, "port": port, part: chosen}))
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
