"""Events from outside: kept first, acted on once, asked for when they did not come."""
