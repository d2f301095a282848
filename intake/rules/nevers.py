"""The never column of law.md 3.2: what is not offered, whatever a row says, and the reason."""

from intake.rules.conditions import ADULT, ANY, MINOR, NO, Never, always, has_file
from intake.rules.words import Age, Where

# fmt: off
NEVERS: tuple[Never, ...] = (
    Never(ANY, lambda f: f.extortion is not NO, (),
          "No payment, and no service that is paid for removal: neither is ever part of a plan."),
    Never(MINOR, always, ("stopncii",),
          "StopNCII is not offered: it is for images made at 18 or over, and not sure counts as"
          " under 18."),
    Never(MINOR, always, (),
          "No image, thumbnail, screenshot or fingerprint is made or kept here of someone who may"
          " be under 18, and no address is a link."),
    Never(MINOR, always, ("copyright-notice",),
          "No copyright letter is offered for an image of someone who may be under 18."),
    Never(MINOR, lambda f: not has_file(f), ("take-it-down",),
          "Take It Down cannot start: it makes a fingerprint from a file that is on the person's"
          " own device already. Nobody is asked to get hold of the image for it."),
    Never(ANY, lambda f: f.country == "GB" and f.age_now is not Age.UNDER18, ("report-remove",),
          "Report Remove is not offered: it is for people under 18 now, in the UK."),
    Never(ADULT, lambda f: not has_file(f), ("stopncii",),
          "StopNCII cannot start: it makes a fingerprint from a file that is on the survivor's own"
          " device already. Nobody is asked to get hold of the image for it."),
    Never(ADULT, always, ("take-it-down", "report-remove"),
          "Take It Down is not offered: it is for images made before the age of 18."),
    Never(ADULT, always, (),
          "No copyright letter by default: it gives the sender's name to whoever posted the image,"
          " and it may be published."),
    Never(ANY, lambda f: Where.SEARCH in f.where, (),
          "Nobody says that a page is gone because a search no longer shows it."),
)
# fmt: on
