"""The evidence log as it leaves the house: what is in it, how it is packed, how it is checked."""
