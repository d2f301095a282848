"""What a country adds (law.md R9 to R11 and section 7)."""

from intake.rules.services.shape import Service
from intake.rules.words import Mark, ServiceKind

_REFERRAL, _WORK = ServiceKind.REFERRAL, ServiceKind.WORK
_INDIA = (
    "https://www.mondaq.com/india/it-and-internet/1746068/checklist-for-compliance-with-the-"
    "information-technology-intermediary-guidelines-and-digital-media-ethics-code-amendment-"
    "rules-2026"
)

ABROAD = (
    Service(
        "uk-48h", "A UK report of intimate image content", _WORK,
        (
            "Report it to the service as intimate image content, by the form it gives for that.",
            "Say: it is such content, it is of you or you act for them, in good faith, true.",
            "Name the place well enough to find it, and a way of contact.",
            "Without an answer after 48 hours: complain to the service. Ofcom supervises it.",
        ),
        needs=("The place, and a way of contact. The survivor or someone acting for them.",),
        limits=(
            "As soon as reasonably practicable, at most 48 hours from the receipt.",
            "A duty to have systems, with an exception where the service concludes that it is no"
            " such image.",
            "Sources disagree: a reading of September 2026 has it in force since 29 June 2026;"
            " press of spring 2026 calls it pending.",
        ),
        source="https://www.legislation.gov.uk/ukpga/2023/50/section/10",
        reference="The service's report number",
    ),
    Service(
        "esafety", "A report to the eSafety Commissioner (Australia)", _REFERRAL,
        (
            "The survivor reports at esafety.gov.au, alone or with you.",
            "The platform need not be asked first for an intimate image.",
            "The Commissioner may order the removal: 24 hours from the Commissioner's notice.",
        ),
        needs=("Where it is. To be in Australia, or to be shown by someone there.",),
        with_image="Not known: ask eSafety before anything is attached.",
        limits=("The 24 hours start only when the Commissioner gives a notice.",),
        url="https://www.esafety.gov.au",
        unchecked=("The web address; who else than residents may report.",
                   "That the platform need not be asked first (second-hand)."),
        source="http://www.austlii.edu.au/au/legis/cth/consol_act/osa2021154/s77.html",
        reference="eSafety report number",
    ),
    Service(
        "in-grievance", "The platform's grievance officer (India)", _WORK,
        (
            "Find the grievance officer's address on the platform's own page.",
            "Complain as the person shown, or for them: rule 3(2)(b), two hours from receipt.",
            "Note when it was sent, and what proves the receipt.",
        ),
        needs=("Where it is. The person shown, or someone acting for them.",),
        limits=("Two hours since 20 February 2026; a platform without an officer in India may not"
                " answer.",),
        mark=Mark.SECOND_HAND, source=_INDIA, reference="The grievance number",
    ),
    Service(
        "in-gac", "The Grievance Appellate Committee (India)", _REFERRAL,
        ("Appeal when the grievance officer refused or stayed silent.",),
        needs=("The grievance number and its date.",),
        limits=("It comes after the grievance officer.",),
        mark=Mark.SECOND_HAND, source=_INDIA, reference="The appeal's number",
        unchecked=("Its web address; how long an appeal may wait.",),
    ),
    Service(
        "in-cybercrime", "1930 or cybercrime.gov.in (India)", _REFERRAL,
        ("Call 1930, or report at cybercrime.gov.in.",),
        needs=("What happened, and where.",),
        with_image="Not known: ask before anything is attached.",
        limits=("A report to the police may lead to questions to the survivor.",),
        url="https://cybercrime.gov.in", phone="1930",
        mark=Mark.SECOND_HAND, source=_INDIA, reference="Complaint number",
        unchecked=("Whether it asks for the image.",),
    ),
)  # fmt: skip
