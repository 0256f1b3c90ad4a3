"""Form bodies with nested brackets, as Stripe's API reads them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

from sandbox.stripe.errors import invalid

MAX_FIELDS = 5000
MAX_DEPTH = 12
_SEGMENT = re.compile(r"\[([^\[\]]*)\]")


def parse_form(raw: bytes | str) -> dict[str, Any]:
    """A tree of dicts, lists and strings out of ``a[b][0][c]=1&a[d][]=2``.

    Numbered brackets stay dicts with numeric keys: only the parameter's type knows whether it is a list.
    Raises a 400 for bad encodings, conflicting shapes and absurd nesting.
    """
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except (UnicodeDecodeError, ValueError) as error:
        raise invalid("Invalid request: the body is not a valid form.") from error
    tree: dict[str, Any] = {}
    for key, value in pairs:
        _put(tree, _path(key), value, key)
    return tree


def _path(key: str) -> list[str]:
    """``a[b][][c]`` → ``["a", "b", "", "c"]``."""
    name, bracket, _ = key.partition("[")
    rest = key[len(name) :]
    segments = _SEGMENT.findall(rest)
    if not name or (bracket and "".join(f"[{part}]" for part in segments) != rest):
        raise invalid(f"Invalid parameter name: {key[:100]}", param=key[:100])
    if len(segments) >= MAX_DEPTH:
        raise invalid("Parameters are nested too deeply.", param=name)
    return [name, *segments]


def _put(tree: dict[str, Any], path: list[str], value: str, key: str) -> None:
    node: Any = tree
    for here, following in zip(path, [*path[1:], None], strict=True):
        last = following is None
        if here == "":
            node = _put_in_list(node, path, following, value, key)
            if last:
                return
            continue
        if not isinstance(node, dict):
            raise _conflict(key)
        if last:
            if isinstance(node.get(here), (dict, list)):
                raise _conflict(key)
            node[here] = value
            return
        node = node.setdefault(here, [] if following == "" else {})


def _put_in_list(node: Any, path: list[str], following: str | None, value: str, key: str) -> Any:
    """``a[]=1`` appends; ``a[][x]=1`` opens a new element whenever the last one has an ``x`` already."""
    if not isinstance(node, list):
        raise _conflict(key)
    if following is None:
        node.append(value)
        return node
    if following == "":
        raise invalid(f"Invalid parameter name: {key[:100]}", param=key[:100])
    if not node or not isinstance(node[-1], dict) or _taken(node[-1], path[path.index("") + 1 :]):
        node.append({})
    return node[-1]


def _taken(element: dict[str, Any], path: list[str]) -> bool:
    node: Any = element
    for part in path:
        if part == "" or not isinstance(node, dict) or part not in node:
            return False
        node = node[part]
    return True


def _conflict(key: str) -> Exception:
    return invalid(f"Invalid request: conflicting values for {key[:100]}.", param=key[:100])
