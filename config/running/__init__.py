"""The house in production: what it logs and counts, whether it is ready, and how it is served."""
