from keeping.models.hold import LegalHold, LegalHoldQuerySet
from keeping.models.policy import RetentionChange
from keeping.models.purge import (
    Purge,
    PurgeCertificate,
    PurgeCertificateQuerySet,
    PurgeQuerySet,
)
from keeping.models.sheet import Correction, CorrectionQuerySet, DataSheet

__all__ = [
    "Correction",
    "CorrectionQuerySet",
    "DataSheet",
    "LegalHold",
    "LegalHoldQuerySet",
    "Purge",
    "PurgeCertificate",
    "PurgeCertificateQuerySet",
    "PurgeQuerySet",
    "RetentionChange",
]
