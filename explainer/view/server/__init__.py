"""What visitors share: runs, turns, and answers on demand."""
