"""What is kept: pinned runs, and files to take along and bring back."""
