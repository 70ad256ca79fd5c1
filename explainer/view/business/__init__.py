"""Pages for whoever has a company, or presents to one."""
