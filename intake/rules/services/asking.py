"""Asking platforms, searches and hosts: the agency's own work (law.md sections 1, 2 and R8)."""

from intake.rules.services.shape import Service
from intake.rules.words import Mark, ServiceKind

_REFERRAL, _WORK = ServiceKind.REFERRAL, ServiceKind.WORK
_ACT = "https://uscode.house.gov/view.xhtml?edition=prelim&num=0&req=granuleid%3AUSC-prelim-title47-section223a"
_DIRECTORY = "https://github.com/chaynHQ/tools"
_TEXT_ALONE = "None is needed: a place is named as text, and nothing is attached."

ASKING = (
    Service(
        "platform-report", "Report it on each platform", _WORK,
        (
            "Open the platform in the directory here: how it is reported, and what it asks.",
            "Report each post, and the account that threatens or posts.",
            "Note the number that the platform gives, and when.",
        ),
        needs=("The address, account name or number of each post.",),
        with_image=_TEXT_ALONE,
        limits=(
            "A report by its own rules starts no 48-hour clock unless it is a valid request.",
            "Forms move. A row of the directory that nobody checked for ninety days says so.",
        ),
        mark=Mark.SECOND_HAND, source=_DIRECTORY,
        reference="The platform's report number",
    ),
    Service(
        "request-48h", "A removal request with the 48-hour clock", _WORK,
        (
            "Record each place as an item, then start a request to its platform.",
            "The page gathers the four parts: signature, place, statement, contact.",
            "A release for that platform comes first, or the survivor sends it in person.",
            "Record what proves the receipt. From then the platform has 48 hours.",
            "If the time runs out, a complaint to the FTC can be drafted here.",
        ),
        needs=(
            "A signature, under a name or an agreed pseudonym, or a standing authority.",
            "Enough to find each image: an address, an account, a number.",
        ),
        with_image=_TEXT_ALONE,
        limits=(
            "Only for services that the Act covers.",
            "The platform also has to make reasonable efforts on known identical copies; it does"
            " not have to search everywhere.",
        ),
        source=_ACT, reference="The platform's confirmation number",
    ),
    Service(
        "report-account", "Report the account in the app", _WORK,
        (
            "First keep the messages and the account's name as text.",
            "Report the contact or the group inside the app, then block it.",
            "For a group: ask someone who is safe and in it already to report it too.",
        ),
        needs=("The account's or the group's name.",),
        limits=(
            "Fingerprint services do not reach encrypted chats: the account is what can be acted"
            " on.",
            "Whoever received the image there may still hold it.",
        ),
        source="https://takeitdown.ncmec.org/faq/",
    ),
    Service(
        "search-removal", "Ask search engines to drop the results", _WORK,
        (
            "Ask each search engine by its own form, at the same time as the platforms.",
            "Give the results' addresses, and the words that bring them up.",
            "Look again after a week: results can come back while the page is up.",
        ),
        needs=("The addresses of the results, or the words searched for.",),
        with_image=_TEXT_ALONE,
        limits=(
            "It removes results only. The page itself stays up until its host takes it down.",
            "Each search engine is asked by itself.",
        ),
        mark=Mark.SECOND_HAND,
        source="https://blog.google/products-and-platforms/products/search/"
               "remove-explicit-images/",
        reference="The search engine's report number",
    ),
    Service(
        "chokepoints", "Ask the site's host, registrar and network", _WORK,
        (
            "Find who hosts the name: an RDAP or WHOIS look at lookup.icann.org.",
            "Write to the abuse contact of the host, then of the registrar.",
            "Where a network such as Cloudflare stands in front, its form names the host.",
        ),
        needs=("The site's name. Nobody opens the page for this.",),
        with_image=_TEXT_ALONE,
        limits=(
            "None of them has to act within 48 hours: it is pressure, and no statutory target.",
            "A network in front of a site usually holds no content.",
        ),
        url="https://lookup.icann.org/", mark=Mark.SECOND_HAND, source=_DIRECTORY,
    ),
    Service(
        "places-later", "Write places down as they become known", _WORK,
        (
            "Nobody needs to look for the image, the survivor least of all.",
            "If someone says where it is, note the address or the account's name as text.",
            "Record it as a place here, and the plan grows by what fits.",
        ),
        needs=("Nothing now.",),
        limits=("No service can find every place where an image is.",),
        source=_ACT,
    ),
)  # fmt: skip
