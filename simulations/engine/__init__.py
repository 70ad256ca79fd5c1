"""How many shoppers are run: chunks, processes, ledger, tallies, estimates, comparison."""
