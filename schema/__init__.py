"""The GraphQL contract. One file a subject; this one merges their Query, Mutation and Subscription.

A subject is a module with any of the three; add it to SUBJECTS.
"""

from schema import catalog, designs, node
from schema.build import build_schema

SUBJECTS = (node, catalog, designs)

schema = build_schema(SUBJECTS)
