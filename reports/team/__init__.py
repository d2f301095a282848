"""Who works on what, and what becomes of two people's loads when cases go from one to the other."""
