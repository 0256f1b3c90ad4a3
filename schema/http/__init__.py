"""GraphQL over HTTP, server-sent events and WebSocket, with the guards in front of it."""

from schema.http.endpoint import GraphQLEndpoint

__all__ = ["GraphQLEndpoint"]
