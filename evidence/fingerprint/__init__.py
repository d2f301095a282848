"""`reclaim-fingerprint FILE…`: digits of a picture or video, made on a person's own computer.

Part of no server: it knows no settings and no database, and the server imports none of it. The
file is read here and stays here (ADR 0002, 0038).
"""
