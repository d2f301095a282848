"""The report for a funder: who is counted, what is told of it, and what was told before."""
