"""Metadata and other fields that updates merge, set or clear."""

from __future__ import annotations

from typing import Any

from sandbox.stripe.store import Obj


def merged(old: dict[str, str] | None, new: Any) -> dict[str, str]:
    """Metadata after an update: an empty value removes its key, an empty string clears everything."""
    if new == "":
        return {}
    return {key: value for key, value in {**(old or {}), **new}.items() if value != ""}


def apply(obj: Obj, params: dict[str, Any], *fields: str) -> Obj:
    """Copy the given fields of an update into the object; an empty string unsets, metadata merges."""
    if "metadata" in params:
        obj["metadata"] = merged(obj.get("metadata"), params["metadata"])
    for field in fields:
        if field in params:
            obj[field] = None if params[field] == "" else params[field]
    return obj


def deleted(obj: Obj) -> Obj:
    """What a DELETE answers."""
    return {"id": obj["id"], "object": obj["object"], "deleted": True}
