"""One person: the trace of a life, its story and chances, identity, search, the table of people."""
