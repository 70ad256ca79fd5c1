"""A business of its own: diagnosis, a client's numbers, and orders that come as a file."""
