"""Everything that the database holds, small enough to compare: a refusal must leave all of it as it was."""

from __future__ import annotations

from core.database import fetch

_TABLES = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'aerich' ORDER BY 1"


async def fingerprint() -> dict[str, str]:
    """Of every table, the number of its rows and a hash of what is in them."""
    names = [row["name"] for row in await fetch(_TABLES)]
    each = (
        f"SELECT '{name}' AS name, count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) "  # noqa: S608 (PostgreSQL's own names)
        f'AS held FROM "{name}" t'
        for name in names
    )
    return {row["name"]: row["held"] for row in await fetch(" UNION ALL ".join(each))}
