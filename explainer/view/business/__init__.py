"""Pages for companies and for those who present to a client."""
