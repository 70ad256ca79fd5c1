"""What visitors share: runs, scheduler, workers, files, and answers on demand."""
