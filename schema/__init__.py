"""The GraphQL contract. One file a subject; this one merges their Query, Mutation and Subscription.

A subject is a module with any of the three; add it to SUBJECTS.
"""

from schema import (
    accounts,
    admin_orders,
    api_keys,
    audit,
    carts,
    catalog,
    checkout,
    designs,
    downloads,
    fulfillment,
    guests,
    jobs,
    node,
    order_actions,
    order_bulk,
    orders,
    privacy,
    promo_codes,
    refunds,
    shipping,
    subscriptions,
    uploads,
    users,
    webhook_endpoints,
)
from schema.build import build_schema

SUBJECTS = (
    node,
    catalog,
    designs,
    carts,
    checkout,
    orders,
    fulfillment,
    order_actions,
    order_bulk,
    admin_orders,
    refunds,
    downloads,
    uploads,
    guests,
    users,
    accounts,
    privacy,
    jobs,
    api_keys,
    audit,
    promo_codes,
    shipping,
    webhook_endpoints,
    subscriptions,
)

schema = build_schema(SUBJECTS)
