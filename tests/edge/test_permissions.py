"""Who may use which field, and that every root field says so."""

from __future__ import annotations

import pytest
from strawberry.types.base import StrawberryObjectDefinition

from commerce.permissions import ROLE_PERMISSIONS, Permission
from models import Role
from schema import schema as shop_schema
from schema.build import ShopSchema
from schema.node import Node
from schema.permissions import FieldPermission
from tests.edge.conftest import Ask, LogIn


def fields_without_permission(schema: ShopSchema) -> list[str]:
    bare = []
    for root in filter(None, (schema.query, schema.mutation, schema.subscription)):
        definition: StrawberryObjectDefinition = root.__strawberry_definition__  # type: ignore[attr-defined]
        for field in definition.fields:
            if not any(isinstance(extension, FieldPermission) for extension in field.extensions):
                bare.append(f"{definition.name}.{field.python_name}")
    return bare


def test_every_root_field_carries_a_permission_class(sample_schema: ShopSchema) -> None:
    assert fields_without_permission(shop_schema) == []
    assert fields_without_permission(sample_schema) == []


def test_a_root_field_without_one_is_found() -> None:
    import types

    import strawberry

    from schema.build import build_schema

    @strawberry.type
    class Query:
        @strawberry.field
        def open(self) -> str:
            return "open by default"

    module = types.ModuleType("careless")
    module.Query = Query  # type: ignore[attr-defined]

    assert fields_without_permission(build_schema([module])) == ["Query.open"]


def test_every_root_field_says_who_may_use_it() -> None:
    for root in ("Query", "Mutation", "Subscription"):
        type_ = shop_schema._schema.get_type(root)
        for name, field in getattr(type_, "fields", {}).items():
            assert "Open to" in (field.description or "") or "Requires: " in (field.description or ""), name


def test_every_node_type_says_who_may_see_one() -> None:
    for concrete in shop_schema.schema_converter.type_map.values():
        origin = getattr(concrete.definition, "origin", None)
        if isinstance(origin, type) and issubclass(origin, Node) and origin is not Node:
            assert "load" in vars(origin), f"{origin.__name__} must override Node.load"


def test_descriptions_come_from_docstrings_and_rules(sample_schema: ShopSchema) -> None:
    query = sample_schema._schema.query_type
    assert query is not None

    assert query.fields["thing"].description == "One thing. Open to everyone."
    assert query.fields["mine"].description == "Mine. Requires: an account."
    assert query.fields["ledger"].description == "All orders. Requires: orders:read."
    assert query.fields["receipt"].description == "One order. Requires: to be the owner, or orders:read."
    assert sample_schema._schema.type_map["Thing"].description == "A thing. In two lines."


@pytest.mark.parametrize(
    ("role", "field", "code"),
    [
        (None, "mine", "UNAUTHENTICATED"),
        (None, "ledger", "UNAUTHENTICATED"),
        (None, "receipt", None),
        (Role.USER, "mine", None),
        (Role.USER, "ledger", "FORBIDDEN"),
        (Role.ADMIN, "mine", None),
        (Role.ADMIN, "ledger", None),
        (Role.SUPERADMIN, "ledger", None),
    ],
)
async def test_who_may_use_what(ask: Ask, log_in: LogIn, role: Role | None, field: str, code: str | None) -> None:
    headers = {"authorization": f"Bearer {(await log_in(role)).access_token}"} if role else {}

    answer = await ask(f"{{ {field} }}", **headers)

    if code is None:
        assert answer == {"data": {field: field}}
    else:
        assert answer["data"] is None
        missing = {"permission": "orders:read"} if code == "FORBIDDEN" else {}
        assert answer["errors"][0]["extensions"] == {"code": code, **missing}


async def test_a_refusal_names_the_permission_that_is_missing_and_who_has_it(ask: Ask, log_in: LogIn) -> None:
    customer = {"authorization": f"Bearer {(await log_in(Role.USER)).access_token}"}
    admin = {"authorization": f"Bearer {(await log_in(Role.ADMIN)).access_token}"}

    nobody = (await ask("{ ledger }"))["errors"][0]
    of_customer = (await ask("{ ledger }", **customer))["errors"][0]
    of_admin = (await ask("{ journal }", **admin))["errors"][0]

    assert (nobody["message"], nobody["extensions"]) == ("Sign in first.", {"code": "UNAUTHENTICATED"})
    assert of_customer["message"] == "This takes the permission orders:read: an admin's role has it, yours does not."
    assert of_admin["message"] == "This takes the permission audit:read: a superadmin's role has it, yours does not."
    assert of_admin["extensions"] == {"code": "FORBIDDEN", "permission": "audit:read"}


def test_roles_build_on_one_another() -> None:
    assert ROLE_PERMISSIONS[Role.USER] == frozenset()
    assert frozenset(Permission) - ROLE_PERMISSIONS[Role.ADMIN] == {
        Permission.ASSIGN_ROLES, Permission.READ_AUDIT, Permission.READ_JOBS,
    }  # fmt: skip
    assert ROLE_PERMISSIONS[Role.SUPERADMIN] == frozenset(Permission)
    assert set(ROLE_PERMISSIONS) == set(Role)
