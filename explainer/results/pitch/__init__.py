"""Results for a client: a range of money."""
