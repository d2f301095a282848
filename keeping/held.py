"""Everything held about one survivor, section by section, as their own sheet tells it."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.models import Entry
from cases import countries, timeline
from cases.models import Case, Note
from cases.rules import handled_as_minor
from cases.rules.release_words import PURPOSES, RECIPIENTS, Purpose, RecipientKind
from complaints.models import ComplaintDraft
from evidence.models import Item
from evidence.rules.hosts import defang
from intake.models import Intake, IntakePlace
from intake.rules.questions import answered
from keeping.held_words import asked, day, joined, listed, words
from keeping.models import Correction
from keeping.rules.held import STANDING, Standing
from removal.models import Answer, RemovalRequest
from restitution.models import RemedyFact


class Fact(NamedTuple):
    """One thing held: where it stands, what it is called, what it says."""

    place: str
    title: str
    value: str


class Section(NamedTuple):
    title: str
    facts: list[Fact]


# What a correction may put in place of the old value; all else is final or told by others.
CHANGES = {
    "survivor.name": "survivor_name",
    "survivor.contact": "contact",
    "survivor.safe_contact": "safe_contact",
    "case.narrative": "narrative",
}

# What somebody did with the record is no fact of the survivor's: it is told, and not corrected.
TOLD_ONLY = ("What you corrected", "Who opened your case")


def correctable(case: Case) -> list[Section]:
    """Give the sections whose facts a correction may name."""
    return [one for one in sections(case) if one.title not in TOLD_ONLY]


def sections(case: Case) -> list[Section]:
    """Give every section that says something, opened; the caller enters that it was."""
    made = (
        ("About you", _about(case)),
        ("What you told at intake", _intake(case)),
        ("Where images are or were", _evidence(case)),
        ("Requests to platforms", _requests(case)),
        ("Complaints", _complaints(case)),
        ("What you allowed to be told", _releases(case)),
        ("Who may act for you", _authorities(case)),
        ("Other people in the matter", _people(case)),
        ("Answers kept for restitution", _restitution(case)),
        ("Notes of the agency", _notes(case)),
        ("What you corrected", _corrections(case)),
        ("Who opened your case", _readers(case)),
    )
    found = [Section(title, [fact for fact in facts if fact.value]) for title, facts in made]
    return [one for one in found if one.facts]


def _about(case: Case) -> Iterator[Fact]:
    person = case.survivor
    yield Fact("survivor.name", "Name", str(person.name))
    yield Fact("survivor.contact", "Contact", str(person.contact))
    yield Fact("survivor.safe_contact", "Safe contact", str(person.safe_contact))
    yield Fact("case.age_when_made", "Age when the images were made",
               case.get_age_when_made_display())  # fmt: skip
    yield Fact("case.country", "Country", countries.names().get(case.country, ""))
    yield Fact("case.narrative", "Your story", str(case.narrative))
    yield Fact("case.status", "Where the case stands",
               f"{case.get_status_display()}; opened {day(case.opened_at)}")  # fmt: skip


def _intake(case: Case) -> Iterator[Fact]:
    for intake in Intake.objects.filter(case=case).select_related("case__key"):
        for name, said in sorted(intake.answers.items()):
            yield Fact(f"intake.{name}", asked(name), answered(name, said))
        for name, said in sorted((intake.told or {}).items()):
            yield Fact(f"intake.told.{name}", f"{asked(name)} In your words", listed(said))
    places = IntakePlace.objects.filter(case=case).select_related("case__key")
    for place in places.order_by("number"):
        at = _address(case, str(place.at))
        yield Fact(f"place.{place.pk}", f"Place {place.number}", joined(at, place.note))


def _evidence(case: Case) -> Iterator[Fact]:
    for item in Item.objects.filter(case=case).for_display().order_by("number"):
        said = joined(
            _address(case, str(item.url)), item.handle, item.account_name, item.description
        )
        seen = f"first seen {day(item.first_seen_at)}"
        yield Fact(f"item.{item.pk}", f"Item E{item.number}", joined(said, seen))
        if item.fingerprints.exists():
            many = item.fingerprints.count()
            yield Fact(f"prints.{item.pk}", f"Fingerprints of E{item.number}",
                       f"{many} made on a device of yours or ours; no image")  # fmt: skip


def _requests(case: Case) -> Iterator[Fact]:
    rows = RemovalRequest.objects.filter(case=case).for_display()
    for one in rows.order_by("number", "version"):
        sent = getattr(one, "submission", None)
        yield Fact(f"request.{one.pk}", f"{one.code} to {one.platform.name}", joined(
            one.get_status_display(), one.signer_name and f"signed {one.signer_name}",
            sent and f"sent {day(sent.submitted_at)}",
        ))  # fmt: skip
    for answer in Answer.objects.filter(case=case).select_related("case__key", "request__case"):
        yield Fact(f"answer.{answer.pk}", f"Answer on {answer.request.code}",
                   joined(answer.get_kind_display(), answer.words))  # fmt: skip


def _complaints(case: Case) -> Iterator[Fact]:
    for draft in ComplaintDraft.objects.filter(case=case).for_display():
        yield Fact(f"complaint.{draft.pk}", f"Complaint on {draft.request.code}", joined(
            words(draft.status), draft.filed_at and f"filed {day(draft.filed_at)}",
            draft.filing_number and f"number {draft.filing_number}",
        ))  # fmt: skip


def _releases(case: Case) -> Iterator[Fact]:
    for one in case.releases.select_related("case__key").order_by("signed_on"):
        to = one.recipient_name or RECIPIENTS[RecipientKind(one.recipient_kind)]
        yield Fact(f"release.{one.pk}", f"Release signed {one.signed_on:%d %b %Y}", joined(
            to, PURPOSES[Purpose(one.purpose)], f"until {day(one.expires_at)}",
            one.revoked_at and f"revoked {day(one.revoked_at)}",
        ))  # fmt: skip


def _authorities(case: Case) -> Iterator[Fact]:
    for one in case.authorities.order_by("recorded_at"):
        yield Fact(f"authority.{one.pk}", one.get_kind_display(), f"from {one.starts_on:%d %b %Y}")


def _people(case: Case) -> Iterator[Fact]:
    for place, one in enumerate(case.people.order_by("recorded_at"), start=1):
        yield Fact(f"person.{one.pk}", f"Person {place}", one.get_part_display())


def _restitution(case: Case) -> Iterator[Fact]:
    rows = RemedyFact.objects.filter(case=case, replaced_at=None).select_related("case__key")
    for fact in rows.order_by("slug"):
        yield Fact(f"remedy.{fact.slug}", words(fact.slug), joined(words(fact.value), fact.told))


def _notes(case: Case) -> Iterator[Fact]:
    for note in Note.objects.filter(case=case).exclude(written_as="attorney").select_related(
        "case__key", "written_by"
    ).order_by("written_at"):  # fmt: skip
        yield Fact(f"note.{note.pk}", f"{day(note.written_at)}, {note.written_by.name}",
                   str(note.text))  # fmt: skip


def _corrections(case: Case) -> Iterator[Fact]:
    for one in Correction.objects.filter(case=case).asked_for().for_display():
        yield Fact(f"correction.{one.pk}", one.title, joined(
            one.value, one.note, STANDING[Standing(one.standing)]
        ))  # fmt: skip


def _readers(case: Case) -> Iterator[Fact]:
    from accounts.models import User

    opened = Entry.objects.filter(chain=str(case.pk), action__in=timeline.readings())
    times: dict[str, int] = {}
    for actor in opened.values_list("actor", flat=True):
        times[actor] = times.get(actor, 0) + 1
    people = {str(one.pk): one for one in User.objects.filter(pk__in=[a for a in times if a])}
    for actor, many in sorted(times.items(), key=lambda one: -one[1]):
        who = people.get(actor)
        if who is not None:
            yield Fact(f"reader.{actor}", f"{who.name} ({who.role})",
                       f"{many} time{'s' if many != 1 else ''}")  # fmt: skip


def _address(case: Case, url: str) -> str:
    return defang(url) if url and handled_as_minor(case.age_when_made) else url
