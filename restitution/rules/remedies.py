"""Every route to money, an order or an end of it, in the order in which a desk shows them."""

from restitution.rules.choices import COPYRIGHT, PROTECTIVE_ORDER, WORKPLACE_SCHOOL
from restitution.rules.later import DEFIANCE, USC1595, USC2252A_F
from restitution.rules.routes import STATE_CIVIL, STATE_COMPENSATION, STATE_CRIMINAL, UTAH_13_72B
from restitution.rules.table import Remedy
from restitution.rules.usc223h import USC223H
from restitution.rules.usc2255 import USC2255
from restitution.rules.usc2259 import USC2259
from restitution.rules.usc6851 import USC6851
from restitution.rules.victims_reserve import RESERVE
from restitution.rules.words import OUTCOMES, Outcome

__all__ = ["OUTCOMES", "REMEDIES", "VERSION", "Outcome", "Remedy"]

VERSION = "2026-11-23"

# fmt: off
IN_ORDER = (
    USC2259, USC2255, RESERVE, USC6851, USC223H,
    STATE_CRIMINAL, STATE_CIVIL, UTAH_13_72B, STATE_COMPENSATION,
    PROTECTIVE_ORDER, COPYRIGHT, WORKPLACE_SCHOOL,
    USC2252A_F, USC1595, DEFIANCE,
)
# fmt: on

REMEDIES: dict[str, Remedy] = {remedy.code: remedy for remedy in IN_ORDER}
