"""Commands beside a running shop (`doctor`, `jobs` …) take the settings that it runs with, secrets and all.

Its supervisor hands them out through a socket in a folder that nobody else may enter. They are never written down:
no file could be read later, or be believed when its shop was killed. Who answers, runs.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, MutableMapping
from pathlib import Path

from cli.run.places import socket_directory, socket_place
from cli.run.plan import Plan, data_place
from core.errors import ConfigurationError
from core.settings import Settings

_FOLDER, _SOCKET = "commands", "shop.sock"
_PATIENCE = 60.0
"""Seconds that a command waits for a shop that is still starting."""
_NAMES = frozenset(name.upper() for name in Settings.model_fields)
_REQUIRED = [name.upper() for name, field in Settings.model_fields.items() if field.is_required()]
"""Without these there is no shop; together they say which one it is."""


@contextlib.asynccontextmanager
async def answering(plan: Plan, opened: asyncio.Event) -> AsyncIterator[None]:
    """Hand the settings (nothing else of the environment) to commands, as soon as the shop is open."""
    settings = {name.upper(): value for name, value in plan.environment.items() if name.upper() in _NAMES}

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await opened.wait()
        with contextlib.suppress(ConnectionError):
            writer.write(json.dumps(settings).encode())
            await writer.drain()
        writer.close()

    path = socket_directory(plan.data_dir, _FOLDER, _SOCKET) / _SOCKET
    server = await asyncio.start_unix_server(answer, path)
    path.chmod(0o600)
    try:
        yield
    finally:
        server.close()
        path.unlink(missing_ok=True)


def borrow(environ: MutableMapping[str, str]) -> None:
    """Add what `environ` lacks from the shop that runs in DATA_DIR. What is set stays, and whole settings need none.

    Raises:
        ConfigurationError: when nothing is set and no shop runs there, or what is set belongs to another shop.
    """
    given = {name.upper(): value for name, value in environ.items() if value}
    missing = [name for name in _REQUIRED if name not in given]
    if not missing:
        return
    place = data_place(environ)
    found = _ask(place)
    if not found and len(missing) == len(_REQUIRED):
        raise ConfigurationError(
            f"no shop runs in {place}: start it with 'make run' (DATA_DIR=… says where it is, when it is elsewhere), "
            f"or set {', '.join(missing)} (docs/settings.md says how)"
        )
    others = [name for name in _REQUIRED if found and name in given and given[name] != found[name]]
    if others:
        raise ConfigurationError(
            f"{', '.join(others)} and the shop that runs in {place} are not of one shop: unset {', '.join(others)} to "
            f"reach that one, or set {', '.join(missing)} as well"
        )
    if found:
        environ.update({name: value for name, value in found.items() if name not in given})
        environ["DATA_DIR"] = found["DATA_DIR"]
        print(f"beside the shop that runs in {place}", file=sys.stderr)


def _ask(place: Path) -> dict[str, str]:
    """The settings of the shop in `place`; none when no shop runs there."""
    folder = socket_place(place, _FOLDER, _SOCKET)
    try:
        if folder.lstat().st_uid != os.geteuid():
            raise PermissionError
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_PATIENCE)
            connection.connect(str(folder / _SOCKET))
            with connection.makefile("rb") as answer:
                return dict(json.loads(answer.read() or b"{}"))
    except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError):
        return {}
    except PermissionError:
        raise ConfigurationError(f"the shop in {place} belongs to another user: run this as that user") from None
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"the shop in {place} does not answer ({error}): look at its terminal") from None
