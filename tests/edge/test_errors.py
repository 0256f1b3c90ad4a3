"""Errors a client can act on are union members; all others carry a code and never a secret."""

from __future__ import annotations

import logging

import httpx
import pytest

from core.errors import ShopError
from core.ids import to_global_id
from schema.errors import Error, exception_handlers
from tests.edge.conftest import Ask
from tests.edge.sample import KEY

ADD = """
mutation ($quantity: Int!) {
  thingAdd(quantity: $quantity) {
    __typename
    ... on Thing { name }
    ... on Error { code message path }
    ... on QuantityInvalidError { quantity minimum maximum }
    ... on ProductUnavailableError { productId }
  }
}
"""


async def test_a_rule_that_says_no_becomes_the_union_member_with_its_facts(ask: Ask) -> None:
    answer = await ask(ADD, {"quantity": 100})

    assert answer == {
        "data": {
            "thingAdd": {
                "__typename": "QuantityInvalidError",
                "code": "QUANTITY_INVALID",
                "message": "Quantity must be from 1 to 99, not 100.",
                "path": ["quantity"],
                "quantity": 100,
                "minimum": 1,
                "maximum": 99,
            }
        }
    }


async def test_keys_among_the_facts_become_global_ids(ask: Ask) -> None:
    answer = await ask(ADD, {"quantity": 9})

    assert answer["data"]["thingAdd"]["productId"] == to_global_id("Product", KEY)
    assert answer["data"]["thingAdd"]["path"] is None


async def test_the_thing_itself_when_the_answer_is_yes(ask: Ask) -> None:
    assert await ask(ADD, {"quantity": 1}) == {"data": {"thingAdd": {"__typename": "Thing", "name": "thing"}}}


async def test_an_error_that_is_not_a_member_is_a_graphql_error_with_its_code(ask: Ask) -> None:
    answer = await ask(ADD, {"quantity": 7})

    [error] = answer["errors"]
    assert answer["data"] is None
    assert error["path"] == ["thingAdd"]
    assert error["extensions"] == {"code": "CART_EMPTY"}


async def test_invalid_input_that_is_not_a_member_is_bad_user_input(ask: Ask) -> None:
    [error] = (await ask(ADD, {"quantity": 8}))["errors"]

    assert error["message"] == "Never right."
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "things.0"}


async def test_what_nobody_expected_is_logged_with_the_request_id_and_masked(
    edge: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = await edge.post(
            "/graphql", json={"query": "{ crash thing { name } }"}, headers={"x-request-id": "request-0001"}
        )

    assert response.json() == {
        "data": {"crash": None, "thing": {"name": "thing"}},
        "errors": [
            {
                "message": "Something went wrong on our side.",
                "locations": [{"line": 1, "column": 3}],
                "path": ["crash"],
                "extensions": {"code": "INTERNAL", "requestId": "request-0001"},
            }
        ],
    }
    assert "hunter2" not in response.text
    [record] = [record for record in caplog.records if "unexpected_error" in str(record.msg)]
    assert "hunter2" in str(record.exc_info) or "RuntimeError" in str(record.msg)


async def test_a_result_that_does_not_fit_its_type_is_our_fault_not_the_clients(ask: Ask) -> None:
    [error] = (await ask("{ thing { tooBig } }"))["errors"]

    assert error["extensions"]["code"] == "INTERNAL"
    assert "1099511627776" not in error["message"]


def test_every_error_of_the_shop_has_its_type() -> None:
    def below(cls: type[ShopError]) -> set[type[ShopError]]:
        return {cls, *(deeper for sub in cls.__subclasses__() for deeper in below(sub))}

    raised = {handler.exception_type for handler in exception_handlers()}

    assert {cls for cls in below(ShopError) - {ShopError} if cls.__module__.startswith("commerce.")} <= raised


def test_error_types_are_named_after_what_they_stand_for() -> None:
    for handler in exception_handlers():
        assert handler.error_type.__name__ == f"{handler.exception_type.__name__}Error"
        assert issubclass(handler.error_type, Error)
