"""Routes that begin with the survivor's own choice or place: orders, copyright, school, work."""

from restitution.rules.routes import (
    IN_STATE,
    NEEDS,
    NOT_ROUTE,
    OPEN_OR,
    STATE,
    UNLIKELY,
    UNSTATED,
    UNSURE,
    route,
)
from restitution.rules.table import Row, asked
from restitution.rules.words import BLANK, NO, SURE_NOT, UNSAID, UNTOLD, YES, Mark

# fmt: off
PROTECTIVE_ORDER = route(
    code="protective_order",
    title="Protective order",
    citation="The state's law on protective orders",
    mark=Mark.UNVERIFIED,
    gives="A court may tell a person to stay away, or to stop.",
    columns=(STATE, asked("protection_wanted", met={YES}, against={NO})),
    rows=(
        Row("order-no", {"protection_wanted": {NO}}, NOT_ROUTE,
            "The survivor does not want one; that may change."),
        Row("order-unsaid", {"protection_wanted": {UNSAID}}, UNSURE,
            "The survivor would rather not say. It is not asked again."),
        *(Row(f"order-{name}", {"protection_wanted": {YES, SURE_NOT, BLANK}, "state": values},
              outcome, why) for name, values, outcome, why in UNSTATED),
        Row("order-wanted", {**IN_STATE, "protection_wanted": {YES}}, NEEDS,
            "An attorney reads which order that state gives, and against whom.", of_the_law=True),
        Row("order-in-doubt", {**IN_STATE, "protection_wanted": {SURE_NOT}}, UNSURE,
            "Whether the survivor wants one is open; a plan for safety comes first."),
        Row("order-not-asked", {**IN_STATE, "protection_wanted": {BLANK}}, NEEDS,
            "Nobody has asked yet whether the survivor wants one."),
    ),
    also_asks=("discloser_known",),
)
COPYRIGHT = route(
    code="copyright",
    title="Copyright in an image that the survivor took",
    citation="17 U.S.C. 504, 512",
    mark=Mark.UNVERIFIED,
    gives="The maker of an image may hold rights in it. A notice tells the uploader their name.",
    columns=(
        asked("minor", met={NO}, against={YES}),
        asked("self_made", met={YES}, against={NO}),
        asked("image_is", met={"real"}, against={"forged"}),
    ),
    rows=(
        Row("copyright-minor", {"minor": {YES}}, NOT_ROUTE,
            "Never for an image of somebody under 18."),
        Row("copyright-age", {"minor": UNTOLD}, UNSURE,
            "Never for an image of somebody who may have been under 18: the age comes first."),
        Row("copyright-age-ask", {"minor": {BLANK}}, NEEDS,
            "Nobody has asked yet whether the survivor was under 18."),
        Row("copyright-other", {"minor": {NO}, "self_made": {NO}}, NOT_ROUTE,
            "The rights are the maker's."),
        Row("copyright-forged",
            {"minor": {NO}, "self_made": {YES, *OPEN_OR}, "image_is": {"forged"}}, UNLIKELY,
            "A forgery is somebody else's making; what it was made from is for an attorney."),
        Row("copyright-unsure",
            {"minor": {NO}, "self_made": UNTOLD, "image_is": {"real", *OPEN_OR}}, UNSURE,
            "Who took it is open."),
        Row("copyright-ask",
            {"minor": {NO}, "self_made": {BLANK}, "image_is": {"real", *OPEN_OR}}, NEEDS,
            "Nobody has asked yet who took it."),
        Row("copyright-read",
            {"minor": {NO}, "self_made": {YES}, "image_is": {"real", *OPEN_OR}}, NEEDS,
            "An attorney weighs it: a notice discloses the survivor's name, and may be published.",
            of_the_law=True),
    ),
)
WORKPLACE_SCHOOL = route(
    code="workplace_school",
    title="Remedies at school or at work",
    citation="Title IX, and employment law",
    mark=Mark.UNVERIFIED,
    gives="A school or an employer may have to act.",
    columns=(asked("setting", met={"school", "work", "both"}, against={"neither"}),),
    rows=(
        Row("setting-none", {"setting": {"neither"}}, NOT_ROUTE,
            "Neither school nor work is touched."),
        Row("setting-unsure", {"setting": UNTOLD}, UNSURE,
            "Whether school or work is touched is open."),
        Row("setting-ask", {"setting": {BLANK}}, NEEDS,
            "Nobody has asked yet whether school or work is touched."),
        Row("setting-read", {"setting": {"school", "work", "both"}}, NEEDS,
            "An attorney reads what is owed there. Telling them needs a release.", of_the_law=True),
    ),
)
# fmt: on
