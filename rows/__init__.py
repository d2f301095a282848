"""The second wall: the database itself gives each reader their rows and no others (ADR 0080)."""
