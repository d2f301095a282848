"""The only writers of keeping; each act is one transaction and leaves one entry."""
