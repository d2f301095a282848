"""The rows that a complaint is told from, read once and under one key."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from cases.models import Release, Survivor
from cases.rules import handled_as_minor
from complaints import exposing, recorded, released, versions
from complaints.identical import Identical, identical_to, under_one_key
from complaints.models import ComplaintDraft, CyberTip, ExposureChoice, PriorNotice
from complaints.naming import Names, without_addresses
from complaints.rules.exposure import PROTECTIVE, Addresses, Exposure
from complaints.versions import Version
from evidence.models import Item, ListingFact
from removal import facts
from removal.models import Answer, Receipt, RemovalRequest, Submission
from removal.rules.parts import Part, parts
from removal.rules.words import SignerRole


@dataclass(frozen=True)
class Told:
    draft: ComplaintDraft
    request: RemovalRequest
    submission: Submission | None
    receipt: Receipt | None
    answers: tuple[Answer, ...]
    items: tuple[Item, ...]
    identical: tuple[Identical, ...]
    parts: tuple[Part, ...]
    names: Names
    release: Release | None = None  # for this regulator, the last that was not taken back
    exposing: ExposureChoice | None = None  # the choice that stands; none: nobody was asked
    tip: CyberTip | None = None  # the last CyberTipline record of the case
    notices: tuple[PriorNotice, ...] = ()  # those that a person sent, in order
    earlier: Version | None = None  # the version that this one cures
    later: Version | None = None  # the one after this, once it was sent

    @property
    def cured(self) -> Answer | None:
        """Give the answer to an earlier version that this version cures, if it does."""
        return self.request.cures_answer

    @property
    def exposure(self) -> Exposure:
        """Give what the text may show: the choice, as the release and the ages narrow it."""
        chosen = exposing.chosen(self.exposing) if self.exposing else PROTECTIVE
        covered = self.release.information if self.release else ()
        return exposing.shown(chosen, minor=self.minor, covered=covered)

    @property
    def minor(self) -> bool:
        """Tell whether no address may be printed: anyone under 18 or unsure (law.md R2)."""
        shown = (*self.items, *(one.item for one in self.identical))
        ages = (item.age_when_made for item in shown)
        return handled_as_minor(self.request.case.age_when_made, *ages)

    @property
    def tells_addresses(self) -> bool:
        """Tell whether the text may say where an item is."""
        return not self.minor and self.exposure.addresses == Addresses.SHOWN

    @property
    def shown(self) -> tuple[Item, ...]:
        """Give every item that the text speaks of, each once."""
        others = (one.item for one in self.identical if not one.in_this_request)
        return (*self.items, *others)

    def rows(self) -> Iterator[Model]:
        """Give every row that the text may be told from: the model of its facts."""
        request = self.request
        alone = (
            self.draft, request, request.case, request.platform, request.authority,
            self.submission, self.receipt, self.release, self.exposing, self.tip, self.cured,
        )  # fmt: skip
        yield from (row for row in alone if row is not None)
        yield from (*self.answers, *self.notices)
        for version in (self.earlier, self.later):
            yield from (row for row in version or () if row is not None)
        for item in self.shown:
            yield item
            yield from item.facts.all()
        yield from (one.told_by for one in self.identical if one.told_by is not None)

    @property
    def zone(self) -> str:
        """Give the zone in which the first listing was told, for local times."""
        return self.items[0].source_zone if self.items else "UTC"

    def clean(self, text: str) -> str:
        """Give somebody's words without the person's name, or a possible minor's places."""
        words = self.names.withhold(" ".join(text.split()))
        return words if self.tells_addresses else without_addresses(words)


def gather(draft: ComplaintDraft) -> Told:
    """Read everything that the draft's text is told from; about a dozen queries, no more a row."""
    request = RemovalRequest.objects.for_display().get(pk=draft.request_id)
    items = tuple(one.item for one in request.listings.all())
    directory = facts.domains()
    answers = tuple(Answer.objects.filter(request=request).order_by("answered_at", "recorded_at"))
    submission = Submission.objects.filter(request=request).first()
    receipt = Receipt.objects.filter(request=request, replaced_at=None).first()
    identical = identical_to(request, items, directory)
    under_one_key(request, (one.item for one in identical))
    told = [*answers, *(one for one in (submission, receipt) if one), *items]
    under_one_key(request, told)
    return Told(
        draft=draft,
        request=request,
        submission=submission,
        receipt=receipt,
        answers=answers,
        items=items,
        identical=identical,
        parts=parts(facts.of(request, directory=directory)),
        names=names_of(request),
        release=released.latest(draft),
        exposing=exposing.standing(draft),
        tip=recorded.tip_of(request.case),
        notices=recorded.notices_of(draft, request.case),
        earlier=versions.before(request),
        later=versions.after(request),
    )


def standing_facts(item: Item) -> list[ListingFact]:
    """Give an item's facts that were not retracted, in the order they happened."""
    held = (fact for fact in item.facts.all() if fact.retracted_at is None)
    return sorted(held, key=lambda fact: (fact.at, fact.recorded_at))


def names_of(request: RemovalRequest) -> Names:
    """Give the names that must stand in no complaint on this request."""
    survivor = Survivor.objects.filter(case=request.case).first()
    if survivor is not None:
        survivor.case = request.case  # its key is loaded
    names = [survivor.name if survivor else ""]
    if request.signer_role == SignerRole.SELF:
        names.append(request.signer_name)
    return Names(tuple(dict.fromkeys(str(name) for name in names if name.strip())))
