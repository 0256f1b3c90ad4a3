"""Connections: a page of a list with keyset cursors, and the list's length for those who ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from resolvers.paging import DEFAULT_PAGE, MAX_PAGE, Page

T = TypeVar("T")

First = Annotated[
    int | None, strawberry.argument(description=f"How many, {DEFAULT_PAGE} by default, {MAX_PAGE} at most.")
]
After = Annotated[str | None, strawberry.argument(description="Beyond this cursor of the same list.")]


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type(description="One entry of a page.")
class Edge(Generic[T]):
    cursor: str
    node: T


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    edges: list[Edge[T]]
    nodes: list[T]
    page_info: PageInfo
    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @strawberry.field
    async def total_count(self) -> int:
        """The length of the whole list. Counted only if asked for."""
        return await self.count()

    @classmethod
    def of(cls, page: Page[Any], node: Callable[[Any], T]) -> Connection[T]:
        """The page with every record turned into a node."""
        nodes = [node(record) for record in page.records]
        edges = [Edge(cursor=cursor, node=each) for cursor, each in zip(page.cursors, nodes, strict=True)]
        info = PageInfo(
            has_next_page=page.has_next,
            has_previous_page=page.has_previous,
            start_cursor=page.cursors[0] if page.cursors else None,
            end_cursor=page.cursors[-1] if page.cursors else None,
        )
        return cls(edges=edges, nodes=nodes, page_info=info, count=page.total)
