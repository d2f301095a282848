"""Who stands behind a site is found by a person, and asked by a request that claims no hours."""

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from deadlines.models import Clock, Unclocked
from deadlines.services import exchange
from removal import behind, facts, lists, notices, withheld
from removal.models import Chokepoint, Platform, PlatformChange, RemovalRequest
from removal.rules import steps
from removal.services import chokepoints, requests
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories import evidence as evidence_factory
from tests.factories import releases
from tests.factories import removal as factory
from tests.factories.deadlines import HOUR, RECEIVED

pytestmark = pytest.mark.django_db
NOW = RECEIVED + 60 * HOUR


@pytest.fixture
def first(advocate):
    return make.received(by=advocate)


def note(first, by, kind="network", **more):
    given = {"platform_slug": "shield"} if "name" not in more else {}
    factory.platform(
        slug="shield", name="Shield", kind="cdn", coverage="covered", coverage_reason="By mistake."
    )
    return chokepoints.note_chokepoint(
        request_id=first.pk, kind=kind, found_how="rdap", found_at=NOW, by=by, now=NOW,
        **(given | more),
    )  # fmt: skip


def ask(noted, by):
    return chokepoints.ask_chokepoint(chokepoint_id=noted.pk, by=by, now=NOW)


def sent(asked, by):
    releases.to_platform(asked, by=by, now=NOW)
    return requests.record_submission(
        request_id=asked.pk, channel="web_form", sent_by="agency", submitted_at=NOW, by=by, now=NOW
    )


def test_asking_one_drafts_a_request_of_its_own_linked_to_the_first(first, advocate):
    asked = ask(note(first, advocate), advocate)

    assert (asked.number, asked.asked_as, asked.platform_id) == (2, "network", "shield")
    assert [one.item_id for one in asked.listings.all()] == [
        one.item_id for one in first.listings.all()
    ]
    assert behind.first_of(asked).request == first
    acts = Entry.objects.filter(chain=str(first.case_id)).order_by("seq")
    assert list(acts.values_list("action", flat=True))[-2:] == [
        "removal.noted_chokepoint",
        "removal.asked_chokepoint",
    ]


@pytest.mark.parametrize("kind", ["host", "network", "registrar", "search", "payment"])
def test_no_notice_to_one_claims_the_act_s_hours(first, advocate, kind):
    asked = ask(note(first, advocate, kind=kind, name=f"The {kind}"), advocate)

    text = notices.compose(RemovalRequest.objects.for_display().get(pk=asked.pk))

    assert "48" not in text
    assert "does not say that the Act or its time limit applies to you" in text
    assert "Notice under" not in text
    assert "We asked the site itself on Sat 31 Oct 2026" in text


def test_no_clock_runs_for_it_even_where_its_row_says_covered(first, advocate):
    asked = sent(ask(note(first, advocate), advocate), advocate)

    make.receipt(asked, by=advocate, at=NOW, now=NOW)

    assert not Clock.objects.filter(request=asked).exists()
    assert Unclocked.objects.get(request=asked).reason == "asked_intermediary"
    assert Clock.objects.get(request=first).closed_at is None
    with pytest.raises(NotAllowed) as no:
        exchange.draft_complaint(request_id=asked.pk, by=advocate, now=NOW)
    assert no.value.code == "asked_intermediary"


def test_it_goes_out_under_a_release_that_names_it_and_not_under_the_site_s(first, advocate):
    asked = ask(note(first, advocate), advocate)

    with pytest.raises(NotAllowed) as no:
        requests.record_submission(
            request_id=asked.pk, channel="web_form", sent_by="agency", submitted_at=NOW,
            by=advocate, now=NOW,
        )  # fmt: skip

    assert no.value.code == "release_needed"
    assert "Shield" in no.value.sentence


def test_one_outside_the_directory_gets_a_row_whose_address_waits_for_a_second(first, advocate):
    noted = note(
        first, advocate, kind="host", name="Hosty", contact_url="https://hosty.example/abuse"
    )

    row = Platform.objects.get(pk="hosty")
    assert (noted.platform, row.kind, row.coverage, row.report_url) == (row, "host", "unclear", "")
    assert PlatformChange.objects.get(platform=row).after == {
        "report_url": "https://hosty.example/abuse"
    }


@pytest.mark.parametrize(
    "written", ["abuse at hosty", "hosty.example/abuse", "ftp://hosty.example"]
)
def test_where_it_takes_notices_is_a_web_address_or_nothing(first, advocate, written):
    with pytest.raises(NotAllowed) as no:
        note(first, advocate, kind="host", name="Hosty", contact_url=written)

    assert (no.value.code, no.value.field) == ("not_an_address", "contact_url")
    assert not Platform.objects.filter(pk="hosty").exists()
    assert not Chokepoint.objects.exists()


def test_what_was_tried_and_what_came_of_it_stands_on_the_ladder(first, advocate):
    asked = sent(ask(note(first, advocate), advocate), advocate)
    make.look(make.items_of(first)[0], by=advocate, at=NOW + HOUR, now=NOW + HOUR)

    ladder = behind.ladder(RemovalRequest.objects.for_display().get(pk=first.pk), now=NOW)

    network = next(rung for rung in ladder.rungs if rung.kind.kind == "network")
    assert [one.asked for one in network.noted] == [asked]
    assert network.noted[0].outcome == "Every listing was seen gone"
    assert (ladder.proposal.act, ladder.proposal.kind) == ("find", "host")


@pytest.mark.parametrize(
    "facts",
    [
        {"platform_slug": "chirp"},
        {"platform_slug": "", "name": " "},
        {"kind": "moon"},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_noted(first, advocate, facts):
    with pytest.raises(NotAllowed):
        note(first, advocate, **facts)

    assert not Chokepoint.objects.exists()


def test_a_stranger_notes_nothing(first, colleague):
    with pytest.raises(RemovalRequest.DoesNotExist):
        note(first, colleague)

    assert not Chokepoint.objects.exists()


def test_it_is_asked_once(first, advocate):
    noted = note(first, advocate)
    ask(noted, advocate)

    with pytest.raises(NotAllowed) as no:
        ask(noted, advocate)

    assert no.value.code == "already_asked"
    assert RemovalRequest.objects.count() == 2


def test_the_addresses_of_two_items_go_along(advocate):
    case = case_factory.case(by=advocate)
    items = [evidence_factory.item(case=case, by=advocate) for _ in range(2)]
    first = make.received(by=advocate, case=case, items=items)

    asked = ask(note(first, advocate), advocate)

    assert asked.listings.count() == 2


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("registrar", "The domain: chirp.example"),
        ("payment", "The site: chirp.example"),
        ("host", "The site: chirp.example"),
    ],
)
def test_each_is_given_the_site_and_every_address_alone_on_its_line(advocate, kind, line):
    case = case_factory.case(by=advocate)
    items = [
        evidence_factory.item(case=case, by=advocate, url=f"https://chirp.example/p/{n}")
        for n in (71, 72)
    ]
    first = make.received(by=advocate, case=case, items=items)
    asked = ask(note(first, advocate, kind=kind, name=f"The {kind}"), advocate)

    lines = notices.compose(RemovalRequest.objects.for_display().get(pk=asked.pk)).splitlines()

    assert line in lines
    assert {"1. https://chirp.example/p/71", "2. https://chirp.example/p/72"} <= set(lines)


def test_the_site_and_its_accounts_are_kept_back_where_someone_may_be_under_18():
    told = "The domain: chirp.example\n1. https://chirp.example/p/1\n   Also: account @x\n   Item."

    kept = withheld.keep_back(told, withheld.Hidden(places=True))

    assert "chirp" not in kept
    assert "@x" not in kept
    assert kept.endswith("   Item.")


def test_it_is_known_by_no_other_platform_s_address_and_counts_no_hours(first, advocate):
    asked = sent(ask(note(first, advocate), advocate), advocate)
    row = lists.for_rows(RemovalRequest.objects.filter(pk=asked.pk)).get()

    told = lists.step_facts(row)

    assert [step.label for step in steps.steps(told)] == [
        "Checklist", "Notice", "Submission", "Receipt", "Outcome",
    ]  # fmt: skip
    assert "hours run from" not in steps.next_step(told).why
    assert not any(one.is_elsewhere for one in facts.of(row).listings)


def test_a_cured_version_of_the_first_keeps_the_ladder_and_so_does_one_of_the_asked(
    first, advocate
):
    asked = sent(ask(note(first, advocate), advocate), advocate)
    for one in (first, asked):
        requests.cure_request(request_id=one.pk, by=advocate, now=NOW)

    later = RemovalRequest.objects.for_display().get(number=first.number, version=2)
    again = RemovalRequest.objects.for_display().get(number=asked.number, version=2)

    network = next(rung for rung in behind.ladder(later, now=NOW).rungs if rung.noted)
    assert [one.asked for one in network.noted] == [again]
    assert "We asked the site itself on" in notices.compose(again)


def test_what_was_looked_for_in_vain_is_passed_by_and_may_still_be_noted_later(first, advocate):
    def proposed():
        row = RemovalRequest.objects.for_display().get(pk=first.pk)
        return behind.ladder(row, now=NOW).proposal.kind

    for _ in range(2):
        chokepoints.note_none(request_id=first.pk, kind="host", by=advocate, now=NOW)
    assert proposed() == "network"

    note(first, advocate, kind="host", name="Hosty")
    assert proposed() == "host"
    with pytest.raises(NotAllowed) as no:
        chokepoints.note_none(request_id=first.pk, kind="host", by=advocate, now=NOW)
    assert no.value.code == "chokepoint_noted"
    entries = Entry.objects.filter(action="removal.found_no_chokepoint")
    assert entries.count() == 1
