"""Services for an image of someone who was, or may have been, under 18 (law.md R2 to R5)."""

from intake.rules.services.shape import Service
from intake.rules.words import ServiceKind

_REFERRAL, _WORK = ServiceKind.REFERRAL, ServiceKind.WORK

MINORS = (
    Service(
        "cybertipline", "Report to the CyberTipline", _REFERRAL,
        (
            "The survivor, or someone they trust, fills the form at report.cybertip.org.",
            "Give addresses, account names and dates as text.",
            "Ask whether they want the report number kept here, or keep it themselves.",
        ),
        needs=("Where it is or who has it, as far as known. A name is not needed.",),
        with_image="No image is needed. NCMEC asks nobody to fetch or send one.",
        limits=(
            "A report goes on to the police who may act on it; nobody can promise that they do.",
            "A report made by the agency is a disclosure: it needs a release.",
        ),
        url="https://report.cybertip.org", phone="1-800-843-5678",
        source="https://www.missingkids.org/blog/2024/"
               "helping-child-survivors-fight-to-remove-sex-abuse-images.html",
        reference="CyberTipline report number",
    ),
    Service(
        "ncmec-call", "Call NCMEC: 1-800-THE-LOST", _REFERRAL,
        (
            "Call 1-800-843-5678 together, or give the number.",
            "Say that the file is not at hand. They help without it.",
        ),
        needs=("Nothing. The file is not needed.",),
        limits=("The Take It Down service itself cannot start without the file.",),
        url="https://report.cybertip.org", phone="1-800-843-5678",
        source="https://takeitdown.ncmec.org/faq/",
    ),
    Service(
        "take-it-down", "Take It Down (NCMEC)", _REFERRAL,
        (
            "On the device that holds the file already, best the one it was made on, open"
            " takeitdown.ncmec.org.",
            "Choose the file there. The page makes its fingerprint on the device.",
            "Afterwards do not post the image anywhere: a new post would be matched too.",
        ),
        needs=(
            "The file, on the person's own device already. Nobody else opens it.",
            "An image that was made before the person was 18. They may be an adult now.",
        ),
        with_image="The image stays on the device. Only its fingerprint is sent.",
        limits=(
            "It works on participating services only, where they are public or not encrypted.",
            "In a list of about 2024: Facebook, Instagram, Threads, TikTok, Snapchat, Reddit,"
            " OnlyFans, Pornhub, Yubo, Clips4Sale, RedGIFs. Look at the live list.",
            "It is anonymous: there is no number to ask about later.",
        ),
        url="https://takeitdown.ncmec.org",
        unchecked=(
            "Which fingerprints it makes.",
            "That it takes images made by AI of someone under 18 is how it is generally"
            " understood.",
        ),
        source="https://takeitdown.ncmec.org/faq/",
    ),
    Service(
        "report-remove", "Report Remove (Childline and IWF)", _REFERRAL,
        (
            "Tell the young person before they start: the image, the video or its address is"
            " handed over to the Internet Watch Foundation.",
            "They start at childline.org.uk, with a Childline account of their own.",
            "Aged 13 or over, they are asked to show their age. A text of 2024 says that proof is"
            " a choice. Under 13 the question is left out.",
            "The answer comes back through Childline.",
        ),
        needs=("To be under 18 now, and in the UK.", "The image, the video or its address."),
        with_image="It takes it: the image, the video or its address is handed over to the IWF,"
                   " which makes its fingerprint and shares that.",
        takes_image=True,
        limits=(
            "Only for people under 18 now, in the UK.",
            "The file, if it is used, is one the young person has already.",
        ),
        url="https://www.childline.org.uk", phone="0800 1111",
        unchecked=("Childline's number, 0800 1111.",),
        source="https://www.childline.org.uk/info-advice/bullying-abuse-safety/"
               "online-mobile-safety/report-remove-down/",
        reference="Report Remove number",
        never_keep="The password of the Childline account lets anyone read what the young person"
                   " told Childline.",
    ),
    Service(
        "project-arachnid", "Project Arachnid (Canadian Centre for Child Protection)", _REFERRAL,
        (
            "Speak with C3P first, or let NCMEC or the police do so: they ask for earlier contact.",
            "Say before anything is given: the file route takes the image itself.",
            "An address can be given in place of a file.",
        ),
        needs=("An image made when the person was a child.", "Contact with C3P, another support"
               " body or the police before."),
        with_image="The file route takes the image: it is handed over to C3P. Giving addresses"
                   " alone hands over none.",
        takes_image=True,
        limits=(
            "It searches the web and sends notices; whether a site follows them is its own act.",
            "It does not reach apps and closed groups.",
        ),
        url="https://projectarachnid.ca",
        unchecked=("That addresses alone are taken.", "That apps and closed groups are out of its"
                   " reach.",),
        source="https://projectarachnid.ca/en/fileupload/faq",
    ),
    Service(
        "ncmec-survivors", "NCMEC's services for survivors", _REFERRAL,
        (
            "Call 1-800-843-5678 and ask for survivor services.",
            "Ask whether the series has a name, and how to hear of new court cases. Being told is"
            " a choice, and can be ended.",
        ),
        needs=("To speak with them as oneself; they ask who is calling.",),
        limits=(
            "NCMEC pays nothing and decides nothing about money: a court does.",
            "Its list of fingerprints goes to providers who choose to use it.",
        ),
        url="https://report.cybertip.org", phone="1-800-843-5678",
        unchecked=("How the notices of new federal cases are asked for.",),
        source="https://www.restorethechild.com/Information-For-Parents/Unidentified-Victims.html",
    ),
    Service(
        "attorney-review", "An attorney's review of restitution", _WORK,
        (
            "Ask whether the survivor wants an attorney to look at restitution and damages.",
            "Get a release for that attorney, for this purpose.",
            "Give the attorney access to the case, or the packet.",
        ),
        needs=("A written release that names the attorney.",),
        limits=(
            "A review promises no payment: facts may support it, or not.",
            "Federal restitution needs a conviction; the fund needs one for trafficking in such"
            " images.",
        ),
        source="https://www.law.cornell.edu/uscode/text/18/2259",
    ),
)  # fmt: skip
