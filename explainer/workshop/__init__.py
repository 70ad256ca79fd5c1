"""Workshop rooms: what is asked, who answered, what came out, and where it is kept."""
