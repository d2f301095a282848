"""What is pending or unverified: it is never more than a question (law.md 4.1, 4.5)."""

from datetime import timedelta

from restitution.rules.table import CHECKED, Dated, Note, Remedy, Row, asked
from restitution.rules.words import BLANK, NO, UNTOLD, YES, Mark, Outcome, Status

CHECK_AGAIN = timedelta(days=30)

# fmt: off
DEFIANCE = Remedy(
    code="defiance", title="DEFIANCE Act", citation="S. 1837 (119th Congress)",
    mark=Mark.SECONDARY, status=Status.PENDING,
    gives="It would give a federal civil claim about intimate forgeries. It was not law when last"
          " checked.",
    columns=(asked("image_is", met={"forged"}, against={"real"}),),
    rows=(
        Row("defiance-real", {"image_is": {"real"}}, Outcome.NOT_ROUTE, "It is about forgeries."),
        Row("defiance-ask", {"image_is": {BLANK}}, Outcome.NEEDS,
            "Nobody has asked yet whether the image is a forgery."),
        Row("defiance-open", {"image_is": UNTOLD}, Outcome.UNSURE,
            "Whether the image is a forgery is open, and the Act is pending."),
        Row("defiance-pending", {"image_is": {"forged"}}, Outcome.UNSURE,
            "Pending when last checked. Look whether it has become law, and from which day.",
            of_the_law=True),
    ),
    notes=lambda told: (
        Note("The Senate passed it on 13 January 2026; in the House when last reported, June and"
             " July 2026.", Mark.SECONDARY),
        Note("Whether it was enacted since is not known.", Mark.UNVERIFIED)),
    dates=lambda told: (Dated("law_check", CHECKED + CHECK_AGAIN,
        "Look again whether it has become law.", Mark.SECONDARY, remind=True),),
)
USC2252A_F = Remedy(
    code="usc2252a_f", title="Civil remedy beside the crime", citation="18 U.S.C. 2252A(f)",
    mark=Mark.UNVERIFIED, status=Status.ROW, gives="A civil remedy beside section 2255.",
    columns=(asked("minor", met={YES}, against={NO}),),
    rows=(
        Row("2252Af-no", {"minor": {NO}}, Outcome.NOT_ROUTE,
            "It is about material that shows a minor."),
        Row("2252Af-open", {"minor": UNTOLD}, Outcome.UNSURE,
            "First comes proof of the age at the time."),
        Row("2252Af-ask", {"minor": {BLANK}}, Outcome.NEEDS,
            "Nobody has asked yet whether the survivor was under 18."),
        Row("2252Af-read", {"minor": {YES}}, Outcome.NEEDS, "An attorney reads it beside section"
                                                            " 2255.", of_the_law=True),
    ))
USC1595 = Remedy(
    code="usc1595", title="Trafficking claim", citation="18 U.S.C. 1595",
    mark=Mark.UNVERIFIED, status=Status.ROW, gives="A civil claim of somebody who was trafficked.",
    columns=(asked("trafficked", met={YES}, against={NO}),),
    rows=(
        Row("1595-no", {"trafficked": {NO}}, Outcome.UNLIKELY,
            "No force, fraud, coercion or paid act is told of; an attorney reads the section."),
        Row("1595-open", {"trafficked": UNTOLD}, Outcome.UNSURE,
            "Whether there was force, fraud, coercion or a paid act is open."),
        Row("1595-ask", {"trafficked": {BLANK}}, Outcome.NEEDS,
            "Nobody has asked yet; an advocate asks when the survivor is ready."),
        Row("1595-read", {"trafficked": {YES}}, Outcome.NEEDS,
            "An attorney reads the facts beside the section.", of_the_law=True),
    ))
# fmt: on
