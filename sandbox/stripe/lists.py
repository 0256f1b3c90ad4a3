"""Pages of objects: ``limit``, ``starting_after``, ``ending_before`` and ``created``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.stripe.errors import invalid, not_found
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_BOUNDS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def page(
    work: Work, kind: str, params: Mapping[str, Any], url: str, *, where: Mapping[str, Any] | None = None,
    sql: str = "1", args: tuple[Any, ...] = (),
) -> Obj:  # fmt: skip
    """A list object, newest first. ``where`` holds exact matches on JSON paths; None values do not filter."""
    limit = page_size(params)
    conditions, values = [f"({sql})"], list(args)
    _created(params.get("created"), conditions, values)
    backwards = "ending_before" in params
    for name, sign in (("starting_after", "<"), ("ending_before", ">")):
        if name in params:
            sequence = work.store.sequence(params[name], kind)
            if sequence is None:
                raise not_found(kind, params[name], name)
            conditions.append(f"seq {sign} ?")
            values.append(sequence)
    found = work.store.select(
        kind,
        {path: value for path, value in (where or {}).items() if value is not None},
        sql=" AND ".join(conditions),
        args=tuple(values),
        newest_first=not backwards,
        limit=limit + 1,
    )
    data = found[:limit]
    if backwards:
        data.reverse()
    return {"object": "list", "data": data, "has_more": len(found) > limit, "url": url}


def slice_page(items: list[Obj], params: Mapping[str, Any], url: str) -> Obj:
    """A list object over items that are at hand, in their own order."""
    ids = [item["id"] for item in items]
    start, stop = 0, len(items)
    for name in ("starting_after", "ending_before"):
        if name in params and params[name] not in ids:
            raise not_found("item", params[name], name)
    if "starting_after" in params:
        start = ids.index(params["starting_after"]) + 1
    limit = page_size(params)
    if "ending_before" in params:
        stop = ids.index(params["ending_before"])
        start = max(start, stop - limit)
    data = items[start:stop][:limit]
    more = start > 0 if "ending_before" in params else stop > start + limit
    return {"object": "list", "data": data, "has_more": more, "url": url}


def page_size(params: Mapping[str, Any]) -> int:
    """``limit``: 1 to 100, 10 unless given. Both cursors at once are refused here too."""
    limit = int(params.get("limit", 10))
    if not 1 <= limit <= 100:
        raise invalid(
            "Invalid integer: limit must be between 1 and 100.", code="parameter_invalid_integer", param="limit"
        )
    if "starting_after" in params and "ending_before" in params:
        raise invalid("You may only specify one of these parameters: starting_after, ending_before.")
    return limit


def _created(created: Any, conditions: list[str], values: list[Any]) -> None:
    if isinstance(created, int):
        conditions.append("created = ?")
        values.append(created)
    for bound, value in (created or {}).items() if isinstance(created, dict) else ():
        conditions.append(f"created {_BOUNDS[bound]} ?")
        values.append(value)
