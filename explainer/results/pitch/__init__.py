"""What can be said to a client: a range of money, one person, a hundred people, and its grounds."""
