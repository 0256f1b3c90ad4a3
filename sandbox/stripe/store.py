"""The sandbox's memory: one SQLite file.

Objects are JSON documents in Stripe's own shape. Keys that begin with an underscore are the sandbox's
notes and never leave it (see :func:`public`). Every API request runs inside one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

Obj = dict[str, Any]
"""A Stripe object as it is stored: plain JSON values."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    created INTEGER NOT NULL, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, seq);
CREATE INDEX IF NOT EXISTS objects_by_intent ON objects (kind, json_extract(body, '$.payment_intent'));
CREATE INDEX IF NOT EXISTS objects_by_charge ON objects (kind, json_extract(body, '$.charge'));
CREATE TABLE IF NOT EXISTS deliveries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, endpoint TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, next_at REAL NOT NULL,
    status INTEGER, error TEXT, last_at REAL
);
CREATE INDEX IF NOT EXISTS deliveries_by_event ON deliveries (event);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, next_at);
CREATE TABLE IF NOT EXISTS idempotency (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL,
    request TEXT NOT NULL, created INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS timers (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS timers_due ON timers (at);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_TABLES = ("objects", "deliveries", "idempotency", "timers", "meta")


class Store:
    """Objects, timers and notes. One instance, used from the event loop's thread only."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.row_factory = sqlite3.Row
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.executescript(_SCHEMA)

    def close(self) -> None:
        """Give the file back."""
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Inside another transaction it simply belongs to that one."""
        if self.db.in_transaction:
            yield
            return
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def insert(self, obj: Obj, kind: str | None = None) -> Obj:
        """Store a new object under its ``id``; ``kind`` is its ``object`` unless said otherwise."""
        self.db.execute(
            "INSERT INTO objects (id, kind, created, body) VALUES (?, ?, ?, ?)",
            (obj["id"], kind or obj["object"], obj.get("created", 0), orjson.dumps(obj).decode()),
        )
        return obj

    def save(self, obj: Obj) -> Obj:
        """Overwrite an object that is stored already."""
        self.db.execute("UPDATE objects SET body = ? WHERE id = ?", (orjson.dumps(obj).decode(), obj["id"]))
        return obj

    def delete(self, object_id: str) -> None:
        """Forget an object."""
        self.db.execute("DELETE FROM objects WHERE id = ?", (object_id,))

    def find(self, object_id: str, kind: str | None = None) -> Obj | None:
        """A fresh copy of one object, or None."""
        row = self.db.execute("SELECT kind, body FROM objects WHERE id = ?", (object_id,)).fetchone()
        if row is None or (kind is not None and row["kind"] != kind):
            return None
        return _load(row)

    def sequence(self, object_id: str, kind: str) -> int | None:
        """The place of an object in the order of creation: what a list cursor stands for."""
        row = self.db.execute("SELECT seq FROM objects WHERE id = ? AND kind = ?", (object_id, kind)).fetchone()
        return None if row is None else int(row["seq"])

    def select(
        self, kind: str, where: Mapping[str, Any] | None = None, *, sql: str = "", args: tuple[Any, ...] = (),
        newest_first: bool = True, limit: int = -1,
    ) -> list[Obj]:  # fmt: skip
        """Objects of a kind. ``where`` maps JSON paths to values, ``sql`` adds a condition of its own."""
        conditions = ["kind = ?"]
        values: list[Any] = [kind]
        for path, value in (where or {}).items():
            conditions.append(f"json_extract(body, '$.{path}') = ?")
            values.append(value)
        if sql:
            conditions.append(sql)
            values.extend(args)
        order = "DESC" if newest_first else "ASC"
        query = f"SELECT body FROM objects WHERE {' AND '.join(conditions)} ORDER BY seq {order} LIMIT ?"  # noqa: S608 – paths come from the code
        return [_load(row) for row in self.db.execute(query, (*values, limit))]

    def first(self, kind: str, where: Mapping[str, Any]) -> Obj | None:
        """The newest object of a kind that matches."""
        found = self.select(kind, where, limit=1)
        return found[0] if found else None

    def set_timer(self, at: int, kind: str, ref: str) -> None:
        """Ask for something to happen to the object ``ref`` at the sandbox's time ``at``."""
        self.db.execute("INSERT INTO timers (at, kind, ref) VALUES (?, ?, ?)", (at, kind, ref))

    def take_timer(self, now: int) -> tuple[str, str] | None:
        """Remove and return the next timer that is due, as (kind, object id)."""
        row = self.db.execute("SELECT * FROM timers WHERE at <= ? ORDER BY at, seq LIMIT 1", (now,)).fetchone()
        if row is None:
            return None
        self.db.execute("DELETE FROM timers WHERE seq = ?", (row["seq"],))
        return row["kind"], row["ref"]

    def meta(self, key: str) -> str | None:
        """A note kept beside the objects."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row["value"])

    def set_meta(self, key: str, value: str) -> None:
        """Keep a note."""
        self.db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    def clear(self) -> None:
        """Forget everything."""
        with self.transaction():
            for table in _TABLES:
                self.db.execute(f"DELETE FROM {table}")  # noqa: S608 – names of this file


def _load(row: sqlite3.Row) -> Obj:
    body: Obj = orjson.loads(row["body"])
    return body


def public(value: Any) -> Any:
    """A deep copy without the sandbox's own notes: what the API shows."""
    if isinstance(value, dict):
        return {key: public(item) for key, item in value.items() if not key.startswith("_")}
    if isinstance(value, list):
        return [public(item) for item in value]
    return value
