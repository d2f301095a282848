"""Signed seals of the trail: what stood in it and when, kept where its database cannot reach.

A chain alone cannot tell that it was cut together with its head, or written anew as a whole.
A seal can: it says where each chain ended, and is signed with a key that the database's host
does not hold (ADR 0075).
"""
