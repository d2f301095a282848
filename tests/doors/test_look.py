"""What the look says of moments, addresses and blanks, and how a form is drawn."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import engines
from django.utils import timezone

from config.templatetags import reclaim

DUE = datetime(2026, 11, 2, 14, tzinfo=UTC)


def drawn(source, **context):
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (900, "15 minutes"),
        (43_200, "12 hours"),
        (3600, "1 hour"),
        (60, "1 minute"),
    ],
)
def test_a_setting_of_seconds_is_said_in_words(settings, seconds, said):
    settings.RECLAIM_STEP_UP_SECONDS = seconds

    assert drawn("{% load reclaim %}{% lasts 'RECLAIM_STEP_UP_SECONDS' %}") == said


# fmt: off
NEW_YORK, NIGHT = "America/New_York", DUE.replace(day=1)
MOMENTS = [
    (NEW_YORK,           DUE,                   "Mon 2 Nov 2026, 09:00 EST", "(14:00 UTC)"),
    (NEW_YORK,           NIGHT.replace(hour=5), "Sun 1 Nov 2026, 01:00 EDT", "(05:00 UTC)"),
    (NEW_YORK,           NIGHT.replace(hour=6), "Sun 1 Nov 2026, 01:00 EST", "(06:00 UTC)"),
    ("Asia/Kathmandu",   DUE, "Mon 2 Nov 2026, 19:45 UTC+05:45", "(14:00 UTC)"),
    ("Pacific/Auckland", DUE, "Tue 3 Nov 2026, 03:00 NZDT",      "(Mon 2 Nov, 14:00 UTC)"),
]
# fmt: on


@pytest.mark.parametrize(("zone", "at", "here", "in_utc"), MOMENTS)
def test_a_moment_names_both_zones_and_the_night_that_has_an_hour_twice(zone, at, here, in_utc):
    with timezone.override(ZoneInfo(zone)):
        shown = reclaim.moment(at)

    assert shown.startswith(f'<time datetime="{at.isoformat()}">{here} ')
    assert in_utc in shown


def test_a_reader_in_utc_gets_one_zone_once():
    assert reclaim.moment(DUE).count("UTC") == 1


def test_no_moment_is_no_words():
    assert [reclaim.moment(None), reclaim.when_short(None), reclaim.day(None)] == ["", "", ""]


def test_a_table_names_the_year_only_when_it_is_another():
    long_ago = DUE.replace(year=2020)

    assert "2020" in reclaim.when_short(long_ago)
    assert str(timezone.now().year) not in reclaim.when_short(timezone.now()).split(">")[1]


ADDRESSES = [
    ("https://a.site.example/p/1.html?q=b.c", "hxxps://a[.]site[.]example/p/1.html?q=b.c"),
    ("HTTP://site.example:8080", "hxxp://site[.]example:8080"),
    ("site.example/p", "site[.]example/p"),
]


@pytest.mark.parametrize(("address", "shown"), ADDRESSES)
def test_a_defanged_address_is_legible_and_no_link(address, shown):
    assert reclaim.defanged(address) == shown


def test_blanks_are_marked_and_the_rest_is_escaped():
    shown = reclaim.blanks("<b> signed [[name]] on [[day]]")

    assert shown.startswith("&lt;b&gt; signed ")
    assert shown.count('<mark class="blank">') == 2


def test_a_bar_is_marked_at_its_start_a_day_six_hours_and_its_end():
    assert [(tick.hours, tick.place) for tick in reclaim.ticks(48)] == [
        ("48", "0.00"), ("24", "50.00"), ("6", "87.50"), ("0", "100.00"),
    ]  # fmt: skip
    assert [tick.hours for tick in reclaim.ticks(3)] == ["3", "0"]


class Receipt(forms.Form):
    reference = forms.CharField(help_text="On the confirmation.")
    received_at = forms.DateTimeField()
    proof = forms.ChoiceField(choices=[("ticket", "A ticket")], widget=forms.RadioSelect)
    note = forms.CharField(widget=forms.Textarea, required=False)


def test_a_wrong_form_says_so_on_top_with_a_link_to_each_field():
    html = drawn("{{ form }}", form=Receipt({"reference": ""}))

    assert 'role="alert"' in html
    assert all(f'href="#{to}"' in html for to in ("id_reference", "id_received_at", "id_proof_0"))
    assert 'id="id_reference_error"' in html
    assert 'aria-describedby="id_reference_helptext id_reference_error"' in html


def test_a_form_says_the_zone_that_a_typed_time_is_read_in():
    with timezone.override(ZoneInfo("America/New_York")):
        html = drawn("{{ form }}", form=Receipt(initial={"received_at": DUE}))

    assert 'type="datetime-local"' in html
    assert 'value="2026-11-02T09:00"' in html
    assert "New York time" in html


def test_a_moment_typed_by_a_browser_is_read():
    form = Receipt({"received_at": "2026-11-02T09:00", "reference": "1", "proof": "ticket"})

    assert form.is_valid()
    assert form.cleaned_data["received_at"].minute == 0


def test_no_browser_is_asked_to_remember():
    html = drawn("{{ form }}", form=Receipt())

    assert html.count('autocomplete="off"') == 3
    assert "(optional)" in html


CLOCK = {"code": "C-7F3K-R1", "hours": 48, "starts_at": DUE, "due_at": DUE, "basis": "proven"}
CLOCKS = [
    ({"state": "running", "band": "later", "words": "1 d 6 h left", "share_left": 60}, "Running"),
    ({"state": "running", "band": "late", "words": "late by 3 h 05 min", "share_left": 0}, "Late"),
    ({"state": "unproven", "band": "under-24", "words": "9 h left", "share_left": 9}, "unproven"),
    ({"state": "none", "band": "none", "why_none": "Not covered."}, "No statutory clock"),
    ({"state": "closed", "band": "closed", "closed_words": "In time.", "share_left": 5}, "Closed"),
]


@pytest.mark.parametrize(("facts", "word"), CLOCKS)
def test_a_clock_says_its_state_in_words(facts, word):
    html = drawn('{% include "_parts/clock.html" %}', clock=CLOCK | facts)

    assert word in html
    assert ("data-clock-due" in html) is (facts["state"] in {"running", "unproven"})
    assert facts.get("why_none", "") in html


def test_a_bar_empties_from_the_left():
    html = drawn('{% include "_parts/clock_row.html" %}', clock=CLOCK | CLOCKS[0][0])

    assert 'x="40%" width="60%"' in html
