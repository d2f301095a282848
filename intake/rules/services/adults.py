"""Services for an image of an adult (law.md R6, R7, R9, R12, R14)."""

from intake.rules.services.shape import Service
from intake.rules.words import Mark, ServiceKind

_REFERRAL, _WORK = ServiceKind.REFERRAL, ServiceKind.WORK

ADULTS = (
    Service(
        "stopncii", "StopNCII.org", _REFERRAL,
        (
            "On the device that holds the file already, the survivor opens stopncii.org.",
            "They choose the file there. The page makes its fingerprint on the device.",
            "A case number and a PIN are shown once. They write both down where nobody else"
            " reads them.",
            "Ask whether the case number is to be kept here. The PIN never is.",
        ),
        needs=(
            "The file, on the survivor's own device already.",
            "To be shown in it, and to have been 18 or over when it was made.",
        ),
        with_image="The image stays on the device. Only its fingerprint is sent and shared with"
                   " participating services.",
        limits=(
            "It works on participating services only. In March 2024: Facebook, Instagram, Threads,"
            " TikTok, Bumble, Reddit, OnlyFans, Aylo, Snap, Niantic. Later lists add Bing and"
            " Google (second-hand). Look at the live list.",
            "The case number and the PIN cannot be recovered when they are lost.",
            "Others in the picture do not stand in the way, and altered images are taken.",
        ),
        url="https://stopncii.org",
        source="https://stopncii.org/how-it-works/",
        reference="StopNCII case number",
        never_keep="The PIN lets anyone who has it see or withdraw the StopNCII case.",
    ),
    Service(
        "ccri", "CCRI Image Abuse Helpline and Safety Center", _REFERRAL,
        (
            "Call 1-844-878-2274, at any hour, together or alone.",
            "The Safety Center lists each platform's own words and links.",
        ),
        needs=("Nothing. No name is needed.",),
        limits=("A helpline for adults in the United States; callers under 18 are sent on.",),
        url="https://cybercivilrights.org/ccri-safety-center", phone="1-844-878-2274",
        source="https://ovc.ojp.gov/funding/awards/15povc-23-gk-01579-nonf",
    ),
    Service(
        "rp-helpline", "The UK's helpline for adults whose intimate images were shared",
        _REFERRAL,
        (
            "Open revengepornhelpline.org.uk (that is its own name), or write from there.",
            "Open Monday to Friday, 10:00 to 16:00, not on bank holidays.",
        ),
        needs=("To be 18 or over, and in the UK.",),
        limits=("Closed at night and at the weekend.",),
        url="https://revengepornhelpline.org.uk",
        source="https://revengepornhelpline.org.uk/information-and-advice/reporting-content/"
               "reporting-to-social-media/",
        reference="Helpline case number",
    ),
    Service(
        "mark-forgery", "Record the images as made by a computer", _WORK,
        (
            "On each item, answer that it was made or altered by a computer.",
            "The removal request then says so: the Act covers a digital forgery that a reasonable"
            " viewer could not tell from a real image.",
        ),
        needs=("The survivor's word. Nobody looks at the image to decide.",),
        limits=("An image that is plainly a drawing or a joke may fall outside the Act.",),
        source="https://www.govinfo.gov/bulkdata/BILLS/119/1/hr/BILLS-119hr633rh.xml",
    ),
    Service(
        "copyright-notice", "An optional extra: a copyright notice", _WORK,
        (
            "Say the warning first: the notice gives the sender's name to whoever posted the"
            " image, and it may be published.",
            "Only if the survivor still wants it: let an attorney look at the text, and sign it"
            " under a name that may become known.",
            "Send it beside the other steps. It takes the place of none.",
        ),
        needs=(
            "To have taken the image oneself, as an adult.",
            "A real name and a way of contact that may become known to the person who posted it.",
        ),
        limits=(
            "The person who posted it learns the name, and may answer with a counter-notice.",
            "Notices may be published in a database.",
            "It says nothing about consent, and starts no 48-hour clock.",
        ),
        mark=Mark.UNVERIFIED,
        unchecked=("The counter-notice; how and where notices are published.",),
        source="the routing rules, R14; a copy of no outside page was read",
    ),
)  # fmt: skip
