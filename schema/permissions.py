"""Who may use a field. Every root field and every mutation says so with `requires(...)`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.permission import BasePermission, PermissionExtension
from strawberry.types import Info as AnyInfo
from strawberry.types.field import StrawberryField

from commerce.permissions import Permission
from resolvers.context import Context
from resolvers.errors import Forbidden, Unauthenticated
from resolvers.viewer import Viewer


@dataclass(frozen=True)
class Rule:
    """A test of the viewer, and how the schema's documentation words it."""

    wording: str
    allows: Callable[[Viewer], bool]
    refusal: str = "Sign in first."
    """What somebody who has not signed in is told to do."""
    misplaced: str = ""
    """What somebody is told who has said who they are, in a way that does not do here."""
    permission: Permission | None = None
    """The one that it takes, if it takes one."""


anyone = Rule("Open to everyone.", lambda viewer: True)
signed_in = Rule(
    "Requires: an account.",
    lambda viewer: viewer.signed_in,
    misplaced="This is about an account of one's own, and an API key has none: log in for this.",
)
recognised = Rule("Requires: an account or an API key.", lambda viewer: viewer.recognised)
with_order_token = Rule(
    "Requires: the order's X-Order-Token.",
    lambda viewer: viewer.order_id is not None,
    "Send the order's X-Order-Token.",
    "This takes the order's X-Order-Token, whoever has signed in.",
)


def owner_or(permission: Permission) -> Rule:
    """The thing's owner, or who has the permission. Which of the two, the resolver checks."""
    return Rule(f"Requires: to be the owner, or {permission}.", lambda viewer: True)


def permission_enum() -> None:
    """Declare the enum of permissions; each value's description is what the fields' descriptions call it."""
    declared = strawberry.enum(Permission, description="What an account or an API key may do.")
    for value in declared.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = Permission[value.name].value


def requires(rule: Permission | Rule) -> FieldPermission:
    """A field extension that lets a viewer in or not, and says so in the field's description."""
    if isinstance(rule, Permission):
        permission = rule
        rule = Rule(f"Requires: {permission}.", lambda viewer: viewer.may(permission), permission=permission)
    return FieldPermission(rule)


class FieldPermission(PermissionExtension):
    """What `requires` makes."""

    def __init__(self, rule: Rule) -> None:
        super().__init__([_Check(rule)], use_directives=False)
        self.rule = rule

    def apply(self, field: StrawberryField) -> None:
        super().apply(field)
        if field.description is None and field.base_resolver is not None:
            doc = field.base_resolver.wrapped_func.__doc__
            field.description = " ".join(doc.split()) if doc else None
        if self.rule.wording not in (field.description or ""):
            field.description = " ".join(filter(None, (field.description, self.rule.wording)))


class _Check(BasePermission):
    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def has_permission(self, source: Any, info: AnyInfo, **kwargs: Any) -> bool:
        context: Context = info.context
        if self.rule.allows(context.viewer):
            return True
        if not context.viewer.recognised:
            raise Unauthenticated(self.rule.refusal)
        if self.rule.permission is not None:
            context.viewer.check(self.rule.permission)
        raise Forbidden(self.rule.misplaced or self.rule.refusal)


def only_for(*permissions: Permission) -> OnlyFor:
    """An extension of a type's field: its value for who has one of the permissions, null for everybody else."""
    return OnlyFor(permissions)


class OnlyFor(FieldExtension):
    """What `only_for` makes. The field is never resolved for who may not see it."""

    def __init__(self, permissions: tuple[Permission, ...]) -> None:
        self.permissions = permissions
        self.wording = f"For {' or '.join(permissions)}; null for everybody else."

    def apply(self, field: StrawberryField) -> None:
        doc = field.description
        if doc is None and field.base_resolver is not None:
            doc = field.base_resolver.wrapped_func.__doc__
        field.description = " ".join([*(doc or "").split(), self.wording])

    def resolve(self, next_: Callable[..., Any], source: Any, info: AnyInfo, **kwargs: Any) -> Any:
        return next_(source, info, **kwargs) if self._allows(info) else None

    async def resolve_async(self, next_: Callable[..., Any], source: Any, info: AnyInfo, **kwargs: Any) -> Any:
        return await next_(source, info, **kwargs) if self._allows(info) else None

    def _allows(self, info: AnyInfo) -> bool:
        context: Context = info.context
        return any(context.viewer.may(permission) for permission in self.permissions)
