"""Designs: immutable poster documents, stored once for all who made the same one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from commerce.errors import DesignInvalid, NotFound
from commerce.files.drawing import check_printable, is_measured
from core.clock import now
from core.database import execute, fetch
from core.ids import new_id
from models import Design
from posters.errors import InvalidDesign
from posters.model import DesignDocument, canonical_json, document_hash, parse_document, title

_TITLE_LENGTH = 200

# A design may be used again by whoever can see it: through their cart, or through their orders, that of an order token
# among them unless its links were renewed since.
_VISIBLE = """
SELECT 1 FROM designs d WHERE d.id = $1 AND (
    EXISTS (SELECT 1 FROM cart_lines l WHERE l.design_id = d.id AND l.cart_id = $2)
    OR EXISTS (SELECT 1 FROM order_lines l JOIN orders o ON o.id = l.order_id
               WHERE l.design_id = d.id AND (o.user_id = $3 OR (o.id = $4
                   AND (o.links_since IS NULL OR date_trunc('second', o.links_since) <= $5::timestamptz)))))
"""


def read_document(raw: Any) -> DesignDocument:
    """A validated document, with text that fits its place.

    Raises:
        DesignInvalid: with every problem, each with its path.
    """
    try:
        return parse_document(raw)
    except InvalidDesign as error:
        raise DesignInvalid([(problem.path, problem.message) for problem in error.problems]) from None


Gate = Callable[[int], Awaitable[None]]
"""Is told how many documents are about to be measured, and raises RateLimited for too many."""


async def check_new(documents: Iterable[DesignDocument], gate: Gate | None = None) -> None:
    """Measure the words of documents that nobody has used before: what does not fit is refused before it is sold.
    Each of them starts a process, which `gate` may have something against.

    Raises:
        DesignInvalid: naming what does not fit.
        RateLimited
    """
    unseen = {document_hash(document): document for document in documents}
    known = await Design.filter(hash__in=list(unseen)).values_list("hash", flat=True) if unseen else []
    for digest in known:
        del unseen[str(digest)]
    new = [document for document in unseen.values() if not is_measured(document)]
    if gate is not None and new:
        await gate(len(new))
    await asyncio.gather(*(check_printable(document) for document in new))


async def store(document: DesignDocument) -> Design:
    """The row of a document; made now, or found because somebody made the same before."""
    content = canonical_json(document)
    digest = document_hash(document)
    await execute(
        "INSERT INTO designs (id, created_at, hash, title, document) VALUES ($1, $2, $3, $4, $5::jsonb) "
        "ON CONFLICT (hash) DO NOTHING",
        new_id(),
        now(),
        digest,
        title(document)[:_TITLE_LENGTH],
        content.decode(),
    )
    return await Design.get(hash=digest)


async def find(document: DesignDocument) -> Design | None:
    """The row of a document, if somebody has made it."""
    return await Design.get_or_none(hash=document_hash(document))


@dataclass(frozen=True)
class Asker:
    """Who wants to see a design, or use it again. `token_from` is when their token of `order_id` was issued."""

    cart_id: UUID | None = None
    user_id: UUID | None = None
    order_id: UUID | None = None
    token_from: datetime | None = None


async def resolve(design: DesignDocument | UUID, asker: Asker) -> Design:
    """The row of a new document, or of an earlier design that the asker may use again: one of their cart's or
    their orders'.

    Raises:
        NotFound: when there is no such design, or it is somebody else's.
    """
    if not isinstance(design, UUID):
        return await store(design)
    if not await visible(design, asker):
        raise NotFound("Design", path=("designId",))
    return await Design.get(id=design)


async def visible(design_id: UUID, asker: Asker) -> bool:
    """Whether a design is in the asker's cart, in an order of their account, or in the order that their token opens."""
    seen_by = (asker.cart_id, asker.user_id, asker.order_id, asker.token_from)
    return bool(await fetch(_VISIBLE, design_id, *seen_by))


def document_of(design: Design) -> DesignDocument:
    """The validated document of a stored design."""
    return parse_document(orjson.loads(orjson.dumps(design.document)))
