"""Previews: those of former renderers and of designs that nobody kept go, a page at a time."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.storage.disk import DiskStorage
from commerce.files import picture_sweeper
from commerce.files.renders import picture_version
from core.clock import now, travel
from core.settings import Settings
from models import Bookmark, Design

DAYS = timedelta(days=1)


@pytest.fixture
async def store(db: None, settings: Settings, tmp_path: Path) -> DiskStorage:
    return DiskStorage(settings.model_copy(update={"data_dir": tmp_path}))


async def picture(store: DiskStorage, folder: Path, digest: str, age: timedelta, version: str = "") -> str:
    """A picture that was drawn that long ago."""
    key = f"previews/{version or picture_version()}/{digest * 64}-480.png"
    file = folder / "x.png"
    file.write_bytes(b"x")
    await store.put(key, file, content_type="image/png")
    written = (now() - age).timestamp()
    os.utime(folder / "files" / key, (written, written))
    return key


async def test_what_is_of_no_use_goes(store: DiskStorage, tmp_path: Path) -> None:
    await Design.create(hash="a" * 64, title="kept", document={})
    kept = [
        await picture(store, tmp_path, "a", 300 * DAYS),
        await picture(store, tmp_path, "b", 29 * DAYS),
        await picture(store, tmp_path, "c", 1 * DAYS, "former"),
    ]
    await picture(store, tmp_path, "d", 31 * DAYS)
    await picture(store, tmp_path, "a", 3 * DAYS, "former")

    assert await picture_sweeper.sweep_pictures(store) == 2
    assert await picture_sweeper.sweep_pictures(store) == 0
    assert sorted(each.key for each in await store.listing("previews/")) == sorted(kept)


async def test_it_goes_on_where_it_was(store: DiskStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for digest in "0123456":
        await picture(store, tmp_path, digest, 31 * DAYS)
    monkeypatch.setattr(picture_sweeper, "PAGE", 3)
    monkeypatch.setattr(picture_sweeper, "_MOST_SECONDS", 0.0)
    counts = []
    for _ in range(3):
        monkeypatch.setattr(picture_sweeper, "monotonic", iter([0.0, -1.0, 1.0]).__next__)
        counts.append(await picture_sweeper.sweep_pictures(store))

    assert counts == [3, 3, 1]
    assert (await Bookmark.get(name="pictures_swept")).value == {}
    with travel(DAYS):
        monkeypatch.undo()
        assert await picture_sweeper.sweep_pictures(store) == 0
