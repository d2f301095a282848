"""Part C: which service, why it looks covered, and what is uncertain about that."""

from collections.abc import Iterator

from complaints.composing.sentences import blank, fact, inference, of
from complaints.document import Sentence, Source
from complaints.rules.grounds import Found
from complaints.spoken import capital, day, listed
from complaints.told import Told
from removal.rules.directory import OTHER_SITE
from removal.rules.words import Coverage


def service(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    platform = told.request.platform
    if platform.slug == OTHER_SITE:
        name, *sources = service_name(told)
        text = f"The service {name} is in no row of the agency's directory of services."
        yield fact("service", text, *sources)
        yield blank("service_is", "what the service is and who runs it, as far as that is known")
        yield _coverage(told)
        return
    kind = platform.kind.replace("_", " ")
    yield fact(
        "service",
        f"{platform.name} is recorded as a service of this kind: {kind}.",
        of(platform, "name", "kind"),
    )
    yield from _operator(told)
    yield _coverage(told)
    yield from _directory(told)


def service_name(told: Told) -> tuple[str, *tuple[tuple[Source, ...], ...]]:
    """Name the service, with what says so; one that is in no row goes by its hosts."""
    platform = told.request.platform
    hosted = [item for item in told.items if item.host and not told.names.part_of(item.host)]
    if platform.slug != OTHER_SITE or not hosted:
        return platform.name, of(platform, "name")
    hosts = listed(dict.fromkeys(item.host for item in hosted))
    return f"at {hosts}", *(of(item, "host") for item in hosted)


def _operator(told: Told) -> Iterator[Sentence]:
    platform = told.request.platform
    if platform.operator:
        place = f", country {platform.operator_country}" if platform.operator_country else ""
        yield fact(
            "operator",
            f"Its operator is recorded as {platform.operator}{place}.",
            of(platform, "operator", "operator_country"),
        )
    if platform.foreign_operator:
        yield fact(
            "foreign",
            "The operator is recorded as outside the United States; whether the regulator reaches"
            " it is uncertain.",
            of(platform, "foreign_operator"),
        )


def _directory(told: Told) -> Iterator[Sentence]:
    platform, on = told.request.platform, told.request.platform.last_verified_on
    if platform.report_url:
        yield fact(
            "form",
            f"The service's notice form is recorded at {platform.report_url}.",
            of(platform, "report_url"),
        )
    checked = (
        f"The agency's directory, which says this, was last checked on the service on {day(on)}."
        if on
        else "The agency's directory says this; no check of it on the service is on record."
    )
    yield fact("directory", checked, of(platform, "last_verified_on"))


def _coverage(told: Told) -> Sentence:
    platform = told.request.platform
    looks = {
        Coverage.COVERED: "It appears to be a covered platform.",
        Coverage.UNCLEAR: "Whether it is a covered platform is uncertain.",
        Coverage.EXCLUDED: "It appears to be left out by the Act.",
    }[Coverage(platform.coverage)]
    reason = capital(platform.coverage_reason.strip().rstrip("."))
    return inference(
        "coverage",
        f"{looks} The reason on record: {reason}.",
        of(platform, "coverage", "coverage_reason"),
    )
