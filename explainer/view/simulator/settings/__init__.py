"""What can be set on the page, and in what it differs from where it came from."""
