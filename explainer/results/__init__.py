"""The results of a comparison: findings, tables and charts as data, without a page."""
