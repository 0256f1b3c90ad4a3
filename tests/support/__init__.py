"""What several tests need: servers, a shop in a process of its own, a GraphQL client, factories."""
