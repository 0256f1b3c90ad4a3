"""Inbound HTTP that is not GraphQL."""
