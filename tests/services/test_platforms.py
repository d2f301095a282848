import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from audit.models import Entry
from audit.rules import NotAllowed
from removal import directory
from removal.models import Platform, PlatformDomain
from removal.rules.words import Coverage
from removal.services import platforms
from tests.factories import removal as factory
from tests.factories.removal import CHIRP, OTHER

pytestmark = pytest.mark.django_db


def load(*rows):
    return platforms.load([*rows, OTHER])


def test_loading_twice_changes_nothing_the_second_time():
    first, second = load(CHIRP), load(CHIRP)

    assert (first.created, first.updated, first.kept) == (["chirp", "other-site"], [], [])
    assert (second.created, second.updated, second.kept) == ([], [], ["chirp", "other-site"])
    assert Entry.objects.filter(action="removal.loaded_platforms").count() == 1


def test_a_changed_row_is_updated_and_says_so():
    load(CHIRP)

    again = load(CHIRP | {"report_url": "https://chirp.example/new", "domains": ["chirps.example"]})

    assert again.updated == ["chirp"]
    chirp = Platform.objects.get(pk="chirp")
    assert chirp.report_url == "https://chirp.example/new"
    assert [one.domain for one in chirp.domains.all()] == ["chirps.example"]


def test_what_a_person_edited_stands_and_the_rest_is_updated(supervisor, administrator, now):
    load(CHIRP)
    factory.corrected(
        "chirp",
        report_url="https://chirp.example/moved",
        domains=["chirp.example", "www.chirp.test"],
        by=supervisor,
        second=administrator,
        now=now,
    )

    again = load(CHIRP | {"report_url": "https://chirp.example/new", "notes": "Asks for a link."})

    chirp = Platform.objects.get(pk="chirp")
    assert (chirp.report_url, chirp.notes) == ("https://chirp.example/moved", "Asks for a link.")
    assert {one.domain for one in chirp.domains.all()} == {"chirp.example", "chirp.test"}
    assert again.updated == ["chirp"]
    assert again.kept_edits == {"chirp": ["report_url", "domains"]}


def test_a_person_s_check_outlives_the_file_s_own_day(supervisor, now):
    load(CHIRP)
    platforms.verify_platform(slug="chirp", by=supervisor, now=now)

    load(CHIRP | {"last_verified_on": date(2026, 1, 1)})

    chirp = Platform.objects.get(pk="chirp")
    assert (chirp.last_verified_on, chirp.verified_by) == (now.date(), supervisor)


def test_a_child_may_stand_before_its_parent():
    load(CHIRP | {"slug": "chirp-kids", "domains": [], "parent": "chirp"}, CHIRP | {"parent": ""})

    assert Platform.objects.get(pk="chirp-kids").parent_id == "chirp"


def test_a_domain_moves_with_the_file_but_not_away_from_a_person_s_edit(
    supervisor, administrator, now
):
    load(CHIRP, CHIRP | {"slug": "peep", "domains": []})
    two = {"by": supervisor, "second": administrator, "now": now}
    factory.corrected("peep", domains=["peep.example"], **two)

    load(CHIRP | {"domains": ["chirp.example", "peep.example"]}, CHIRP | {"slug": "peep"})

    assert PlatformDomain.objects.get(pk="peep.example").platform_id == "peep"


@pytest.mark.parametrize("row", [CHIRP | {"colour": "red"}, {"slug": "bare"}])
def test_a_row_in_other_words_is_refused_whole(row):
    with pytest.raises(NotAllowed) as no:
        load(CHIRP, row)

    assert no.value.code == "directory_row"
    assert not Platform.objects.exists()


def test_a_coverage_without_a_reason_never_reaches_the_table():
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        load(CHIRP | {"coverage_reason": ""})


def test_the_directory_that_ships_loads_and_says_what_it_did():
    told = StringIO()

    call_command("load_platforms", stdout=told)
    again = StringIO()
    call_command("load_platforms", stdout=again)

    assert set(json.loads(told.getvalue())["created"]) == {row["slug"] for row in directory.rows()}
    assert json.loads(again.getvalue())["created"] == []
    assert json.loads(again.getvalue())["updated"] == []
    assert Platform.objects.get(pk="other-site").coverage == Coverage.UNCLEAR
    assert Platform.objects.filter(verified_by=None).count() == Platform.objects.count()


HOSTS = [
    ("https://chirp.example/posts/1", "chirp"),
    ("https://www.chirp.example/posts/1", "chirp"),
    ("http://CHIRP.example:8080/", "chirp"),
    ("m.alice.chirp.example", "chirp"),
    ("hxxps://chirp[.]example/x", "chirp"),
    ("https://notchirp.example/", "other-site"),
    ("https://chirp.example.evil.test/", "other-site"),
    ("https://evil.test/?to=chirp.example", "other-site"),
    ("https://chirp.example@evil.test/", "other-site"),
    ("https://drive.chirp.example/f/1", "chirp-drive"),
    ("192.0.2.7", "other-site"),
    ("not an address", "other-site"),
    ("", "other-site"),
]


@pytest.mark.parametrize(("written", "slug"), HOSTS)
def test_a_host_is_matched_on_its_registered_domain_and_never_guessed(written, slug):
    load(CHIRP, CHIRP | {"slug": "chirp-drive", "domains": ["drive.chirp.example"]})

    assert platforms.platform_for(written).slug == slug


def test_an_edit_is_entered_by_field_and_remembered(supervisor, now):
    load(CHIRP)

    chirp = platforms.edit_platform(
        slug="chirp", coverage="unclear", coverage_reason="Asked.", by=supervisor, now=now
    )

    assert chirp.edited_fields == ["coverage", "coverage_reason"]
    entry = Entry.objects.get(action="removal.edited_platform")
    assert '"changed":["coverage","coverage reason"]' in entry.facts


REFUSED = [
    ({"coverage": "perhaps"}, "invalid_value"),
    ({"coverage_reason": ""}, "invalid_value"),
    ({"last_verified_on": date(2026, 1, 1)}, "field_not_editable"),
    ({"slug_of": "x"}, "field_not_editable"),
    ({"domains": ["not a host"]}, "not_a_host"),
    ({"domains": ["peep.example"]}, "domain_taken"),
    ({"name": "Chirp"}, "nothing_changed"),
]


@pytest.mark.parametrize(("fields", "code"), REFUSED)
def test_an_edit_that_makes_no_sense_writes_nothing(supervisor, now, fields, code):
    load(CHIRP, CHIRP | {"slug": "peep", "domains": ["peep.example"]})
    entries = Entry.objects.count()

    with pytest.raises(NotAllowed) as no:
        platforms.edit_platform(slug="chirp", by=supervisor, now=now, **fields)

    assert no.value.code == code
    assert Entry.objects.count() == entries
    assert Platform.objects.get(pk="chirp").edited_fields == []


def test_an_attorney_neither_checks_nor_changes_the_directory(attorney, now):
    load(CHIRP)

    for act in (platforms.verify_platform, platforms.edit_platform):
        with pytest.raises(NotAllowed) as no:
            act(slug="chirp", by=attorney, now=now)
        assert no.value.code == "role_may_not"
    assert Platform.objects.get(pk="chirp").last_verified_on is None


def test_a_row_goes_stale_after_ninety_days_or_when_nobody_ever_looked(administrator, now):
    load(CHIRP, CHIRP | {"slug": "peep", "domains": []})
    chirp = platforms.verify_platform(slug="chirp", by=administrator, now=now)

    assert not chirp.is_stale(date(2027, 1, 31))
    assert chirp.is_stale(date(2027, 2, 1))
    fresh = set(Platform.objects.all()) - set(Platform.objects.stale(date(2027, 1, 31)))
    assert fresh == {chirp}
