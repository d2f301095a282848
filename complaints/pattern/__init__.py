"""Many late requests to one platform, told together: figures alone, and nobody's."""

from complaints.pattern.counted import register

__all__ = ["register"]
