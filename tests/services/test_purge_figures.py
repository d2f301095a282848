"""Counts stay right: what the reports tell before a purge, they tell after it, figure by figure."""

import random
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

import pytest
import time_machine

from cases import services as cases
from cases.models import Survivor
from complaints.models import ComplaintDraft
from removal.models import Answer, Platform
from reports import chapters, figures, scorecards
from reports.figures import Scope, kept
from reports.models import KeptMonth, KeptPeople, StaleMonth
from reports.services import keeping
from tests.factories import canaries
from tests.factories import keeping as factory
from tests.factories.figures import World, any_requests

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
MONTHS = (date(2026, 6, 1), date(2026, 11, 30))
SCOPES = [Scope(*MONTHS), Scope(*MONTHS, platform="chirp"), Scope(*MONTHS, channel="web_form")]
GROUPS = (None, "platform", "month", "channel")
PARTS = ["narrative", "contacts", "notes", "addresses", "fingerprints"]


class Told:
    """All that the reports tell at one moment: raw, as pages show it, and as it is kept."""

    @cached_property
    def raw(self):
        asked = (figures.complaints, figures.recurrence)
        return [
            *(figures.on_time(scope, by, at=AT) for scope in SCOPES for by in GROUPS),
            *(figures.removal_hours(scope, by, at=AT, curve=True) for scope in SCOPES
              for by in GROUPS),
            *(ask(scope, by) for ask in asked for scope in SCOPES for by in GROUPS[:3]),
            *(figures.refusals(scope) for scope in SCOPES),
            *(figures.trend(scope, at=AT) for scope in SCOPES),
            figures.reminders(SCOPES[0], at=AT), figures.reminders(SCOPES[0], by_month=True, at=AT),
            figures.now(AT), figures.caseload(AT),
        ]  # fmt: skip

    @cached_property
    def pages(self):
        return {
            (scope, key): list(chapters.sheets(chapter, scope))
            for scope in SCOPES
            for key, chapter in chapters.CHAPTERS.items()
        } | {("tiles", scope): chapters.tiles(scope) for scope in SCOPES}

    @cached_property
    def cards(self):
        day = AT.date()
        each = Platform.objects.order_by("pk")
        told = [scorecards.card_of(SCOPES[0], platform, today=day) for platform in each]
        return [scorecards.all_cards(SCOPES[0], today=day), *told]

    @cached_property
    def kept(self):
        months = list(KeptMonth.objects.order_by("pk").values())
        people = list(KeptPeople.objects.order_by("pk").values())
        reads = [kept.on_time(scope, by, at=AT) for scope in SCOPES for by in GROUPS]
        return months, people, reads


def told():
    """Read everything now, at a moment that stands still."""
    found = Told()
    with time_machine.travel(AT, tick=False):
        return found.raw, found.pages, found.cards, found.kept


@pytest.fixture
def case(advocate, supervisor):
    """Give a closed case that every figure counts, among a hundred others."""
    case, _ = canaries.walk(by=advocate, signer=supervisor)
    item = case.items.order_by("number").first()
    canaries.look(item, advocate, "back", canaries.DUE + timedelta(hours=30))
    World(by=advocate).hold(any_requests(random.Random(7), 100, until=AT))  # noqa: S311
    cases.move_case(case_id=case.pk, to="closed", by=advocate, now=AT)
    keeping.keep_all()
    return case


@pytest.mark.parametrize("parts", [["whole"], PARTS], ids=["whole", "parts"])
def test_every_figure_is_the_same_before_and_after(case, advocate, supervisor, parts):
    before = told()
    assert Answer.objects.filter(case=case).exists()
    assert ComplaintDraft.objects.get(case=case).filed_at

    factory.purged(case=case, by=advocate, second=supervisor, parts=parts)

    assert Survivor.objects.filter(case=case).exists() is (parts != ["whole"])
    for what, was, now in zip(("raw", "pages", "cards", "kept"), before, told(), strict=True):
        assert now == was, what


def test_the_roll_up_is_not_counted_anew_and_agrees_with_a_fresh_count(case, advocate, supervisor):
    before = told()

    factory.purged(case=case, by=advocate, second=supervisor)

    assert not StaleMonth.objects.exists()
    checked = keeping.check()
    assert (checked.ok, checked.stale, checked.months > 4) == (True, 0, True)
    keeping.keep_all(anew=True)
    assert keeping.check().ok
    assert told()[0] == before[0]
