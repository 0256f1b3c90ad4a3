"""What people may do, and which role may do it."""

from __future__ import annotations

from enum import StrEnum

from models import Role


class Permission(StrEnum):
    """`subject:verb`."""

    READ_ORDERS = "orders:read"
    FULFILL_ORDERS = "orders:fulfill"
    CANCEL_ORDERS = "orders:cancel"
    CORRECT_ORDERS = "orders:correct"
    ANNOTATE_ORDERS = "orders:annotate"
    MESSAGE_ORDERS = "orders:message"
    RELEASE_ORDERS = "orders:release"
    REFUND_ORDERS = "orders:refund"
    EXPORT_ORDERS = "orders:export"
    MANAGE_DOWNLOADS = "downloads:manage"
    READ_MAILS = "mails:read"
    SEND_MAILS = "mails:send"
    READ_PROMO_CODES = "promo_codes:read"
    WRITE_PROMO_CODES = "promo_codes:write"
    WRITE_CATALOG = "catalog:write"
    READ_USERS = "users:read"
    BLOCK_USERS = "users:block"
    EXPORT_USERS = "users:export"
    ANNOTATE_USERS = "users:annotate"
    DELETE_USERS = "users:delete"
    ASSIGN_ROLES = "users:assign_roles"
    MANAGE_API_KEYS = "api_keys:manage"
    READ_OVERVIEW = "overview:read"
    READ_HEALTH = "health:read"
    REPAIR = "health:repair"
    READ_JOBS = "jobs:read"
    OPERATE_SHOP = "shop:operate"
    MANAGE_WEBHOOKS = "webhooks:manage"
    READ_AUDIT = "audit:read"


_ADMIN = frozenset(Permission) - {Permission.ASSIGN_ROLES, Permission.READ_JOBS, Permission.READ_AUDIT}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.USER: frozenset(),
    Role.ADMIN: _ADMIN,
    Role.SUPERADMIN: frozenset(Permission),
}

KEY_PERMISSIONS = frozenset(Permission) - {
    Permission.ASSIGN_ROLES,
    Permission.MANAGE_API_KEYS,
    Permission.MANAGE_WEBHOOKS,
}
"""What an API key may have. One that leaks must not make others, nor anybody a superadmin, nor an endpoint that goes on
hearing of every order when the key is revoked."""
