"""Another system hears of a purchase, from the workers of a shop that was started with one command."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from queue import Queue
from typing import Any

import pytest
from standardwebhooks import Webhook

from cli.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from tests.e2e.buyer import Buyer
from tests.support.shop import RunningShop

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

LOGIN = """
mutation ($email: EmailAddress!, $password: String!) { accountLogin(email: $email, password: $password) {
  __typename ... on Session { accessToken } } }
"""
CREATE = """
mutation ($url: URL!) { webhookEndpointCreate(url: $url) { __typename ... on WebhookEndpoint { id secret } } }
"""
DELETE = "mutation ($id: ID!) { webhookEndpointDelete(id: $id) { __typename } }"


@pytest.fixture
def other_system() -> Iterator[tuple[str, Queue[tuple[bytes, dict[str, str]]]]]:
    """Its URL, and what it was sent."""
    got: Queue[tuple[bytes, dict[str, str]]] = Queue()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            got.put((body, dict(self.headers.items())))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}/hooks", got
        server.shutdown()
        thread.join()


def test_another_system_hears_of_a_purchase(
    running_shop: RunningShop, other_system: tuple[str, Queue[tuple[bytes, dict[str, str]]]]
) -> None:
    url, got = other_system
    admin = next(email for email, _, role in DEMO_ACCOUNTS if role == "admin")
    with Buyer(running_shop) as buyer:
        login = buyer.gql(LOGIN, {"email": admin, "password": DEMO_PASSWORD})["accountLogin"]
        staff = {"Authorization": f"Bearer {login['accessToken']}"}
        endpoint = buyer.gql(CREATE, {"url": url}, **staff)["webhookEndpointCreate"]

        checkout = buyer.check_out()
        buyer.pay(checkout)
        buyer.wait(checkout, "ready", seconds=90)

        events = {}
        while not {"order.created", "order.paid", "order.fulfilled"} <= events.keys():
            body, headers = got.get(timeout=30)
            event = Webhook(endpoint["secret"]).verify(body, headers)
            if event["data"]["order"]["number"] == checkout.number:
                events[event["type"]] = event["sequence"]
        assert buyer.gql(DELETE, {"id": endpoint["id"]}, **staff) == {
            "webhookEndpointDelete": {"__typename": "WebhookEndpointDeleted"}
        }
    told = ["order.created", "order.paid", "order.processing", "order.files_ready", "order.fulfilled"]
    assert sorted(events, key=events.__getitem__) == [type_ for type_ in told if type_ in events]
