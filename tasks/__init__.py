"""Work done after the request: what the outbox owes, carried by Dramatiq to functions that take a row's id."""
