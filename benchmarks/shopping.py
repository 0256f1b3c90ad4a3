"""How many shoppers does one API process serve: reading the catalogue, and putting the first line into a cart?

    python -m benchmarks.shopping [--requests 1000] [--connections 16]

Prints, for each operation, requests a second sent by another process over sockets, and the SQL statements of one.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson
import uvloop

from benchmarks.load import request, send
from benchmarks.serving import serving
from cli import seed
from core.database import transaction
from tests.support.sql import count_statements, listen_to_connections
from tests.support.storefront import ADD, DOCUMENT

CATALOGUE = """
{ products(first: 20) { nodes { id slug name description features imageUrl priceFrom { amount currency }
  sizes { id value label price { amount currency } }
  options { name label values { value label priceDelta { amount } } } } } }
"""
_ACCEPT = {"Accept": "application/graphql-response+json"}


async def measure(requests: int, connections: int) -> None:
    """Print a line an operation."""
    listen_to_connections()
    async with serving(LOG_LEVEL="INFO", LOG_FORMAT="json") as url, httpx.AsyncClient(base_url=url) as http:
        async with transaction():
            await seed.seed_catalogue(seed.catalogue())
        line = await _line(http)
        for name, query, variables in (("catalogue", CATALOGUE, {}), ("cart add", ADD, {"lines": [line]})):
            await _operation(http, name, {"query": query, "variables": variables}, requests, connections)


async def _line(http: httpx.AsyncClient) -> dict[str, Any]:
    data = (await http.post("/graphql", json={"query": CATALOGUE}, headers=_ACCEPT)).json()["data"]
    digital = next(product for product in data["products"]["nodes"] if product["slug"] == "digital")
    return {"productId": digital["id"], "sizeId": digital["sizes"][0]["id"], "design": DOCUMENT}


async def _operation(http: httpx.AsyncClient, name: str, body: dict[str, Any], requests: int, connections: int) -> None:
    for _ in range(3):  # what is remembered of the document and the design
        answer = (await http.post("/graphql", json=body, headers=_ACCEPT)).json()
    if "errors" in answer or "Error" in str(answer["data"].get("cartLinesAdd", {}).get("__typename", "")):
        raise RuntimeError(str(answer)[:500])
    with count_statements() as statements:
        await http.post("/graphql", json=body, headers=_ACCEPT)
    port = urlsplit(str(http.base_url)).port or 80
    prepared = [request("/graphql", orjson.dumps(body), _ACCEPT)] * requests
    rate = (await send(port, connections, prepared)).per_second()
    print(f"{name:10} {rate:6.0f} requests/s  {len(statements):2} SQL statements")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--connections", type=int, default=16)
    args = parser.parse_args()
    with open(os.devnull, "w") as nowhere:  # the log is written, to nobody
        log, sys.stderr = sys.stderr, nowhere
        try:
            uvloop.run(measure(args.requests, args.connections))
        finally:
            sys.stderr = log
    return 0


if __name__ == "__main__":
    sys.exit(main())
