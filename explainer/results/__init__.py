"""What a comparison says: findings, tables and charts as data, without a page."""
