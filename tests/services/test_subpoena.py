"""Answering a subpoena: exactly the released part, at the moment it leaves, and why no more."""

import io
import json
import zipfile
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from audit.rules import NotAllowed
from cases.services.moments import database_time
from complaints.packet import check
from restitution.models import Determination
from restitution.services import subpoena
from tests.factories import cases as cases_factory
from tests.factories import complaints, evidence, releases, restitution
from tests.factories import deadlines as deadlines_factory

pytestmark = pytest.mark.django_db
NEVER = {
    "note": "zqprivilegednote", "reasons": "zqreasons", "docket": "zqdocket",
    "defendant": "zqdefendant", "line": "zqlinenote", "agency": "zqagencynote",
    "amount": "48123.45", "money": "48,123.45",
}  # fmt: skip


@pytest.fixture
def case(advocate, attorney, supervisor):
    """Give a case with a request, a filed exchange, and an attorney's partition full of words."""
    case = deadlines_factory.clock(by=advocate).case
    restitution.engaged(case, attorney, by=supervisor)
    restitution.note(case, by=attorney, text=f"It says {NEVER['note']}.")
    court = restitution.court_case(
        case, by=attorney, docket=NEVER["docket"], defendant=NEVER["defendant"]
    )
    restitution.line(court, case=case, by=attorney, amount=NEVER["amount"], note=NEVER["line"])
    Determination.objects.create(
        case=case, remedy="usc2255", version=1, outcome="needs", weighed_outcome="needs",
        reasons=f"Because {NEVER['reasons']}.", by=attorney, at=database_time(),
    )  # fmt: skip
    cases_factory.note(case=case, by=advocate, text=f"Spoke of {NEVER['agency']}.")
    return case


@pytest.fixture
def release(case, advocate):
    return restitution.subpoena_release(case, by=advocate)


def export(release, by, **facts):
    given = {"parts": release.information, "notified": "told", "decided": True}
    return subpoena.export_subpoena(
        case_id=release.case_id, release_id=release.pk, by=by, now=database_time(),
        **(given | facts),
    )  # fmt: skip


def files(given):
    with zipfile.ZipFile(io.BytesIO(given.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def every_word(given):
    """Give all that an archive says: its files, and what is inside its Word file."""
    held = files(given)
    with zipfile.ZipFile(io.BytesIO(held["answer.docx"])) as word:
        inside = b"".join(word.read(name) for name in word.namelist())
    return b"\n".join([*held.values(), inside]).decode(errors="replace")


def test_the_archive_holds_what_is_released_and_nothing_else(case, release, supervisor):
    given = export(release, supervisor)
    held, words = files(given), every_word(given)

    assert {name for name in held if name.startswith("data/")} == {
        "data/locations.json", "data/exchange.json"
    }  # fmt: skip
    item = case.items.order_by("number").first()
    assert str(item.url) in held["answer.txt"].decode()
    assert "+00:00" not in held["answer.txt"].decode()  # a court reads moments in words
    for never in NEVER.values():
        assert never not in words
    person = case.survivor
    for kept in (person.name, person.contact, person.safe_contact, case.narrative):
        assert str(kept) not in words
    assert held["answer.pdf"].startswith(b"%PDF")


def test_every_kind_released_still_lets_out_no_word_of_the_partition(case, advocate, supervisor):
    everything = {"identity", "contact", "locations", "exchange", "complaint", "restitution",
                  "references", "reminders"}  # fmt: skip
    release = restitution.subpoena_release(case, by=advocate, information=everything)

    words = every_word(export(release, supervisor))

    assert str(case.survivor.name) in words
    for never in NEVER.values():
        assert never not in words
    assert str(case.survivor.safe_contact) not in words


def test_what_is_withheld_is_listed_with_its_reason_and_no_count(release, supervisor):
    held = files(export(release, supervisor))

    withheld = {one["what"]: one["why"] for one in json.loads(held["withheld.json"])["withheld"]}
    assert withheld["The survivor's name, or that they are a client here"] == "not_released"
    assert withheld["Images"] == "never_held"
    (privileged,) = [what for what in withheld if what.startswith("Privileged notes")]
    assert withheld[privileged] == "privileged"
    assert privileged.endswith("if there are any")
    assert "Images" in held["answer.txt"].decode()


def test_the_manifest_checks_and_the_trail_knows_it(release, supervisor, tmp_path, capsys):
    given = export(release, supervisor)
    path = tmp_path / "answer.zip"
    path.write_bytes(given.content)

    assert check.verify(given.content).holds
    assert given.manifest == sha256(files(given)["manifest.json"]).hexdigest()
    call_command("verify_packet", str(path), "--against-trail")
    changed = path.read_bytes().replace(b"answer.txt", b"answer.tXt")
    path.write_bytes(changed)
    with pytest.raises(CommandError):
        call_command("verify_packet", str(path), "--against-trail")

    entry = Entry.objects.get(action="restitution.exported_subpoena")
    told = json.loads(entry.facts)
    given_out = ["where the image is", "what platforms were sent and answered"]
    assert (told["parts"], told["notified"]) == (given_out, "told")
    assert (told["sha256"], told["release"]) == (given.manifest, str(release.pk))


def test_the_release_is_asked_at_the_moment_of_the_export(release, supervisor):
    releases.revoke(release, by=supervisor)

    with pytest.raises(NotAllowed) as no:
        export(release, supervisor)

    assert no.value.code == "release_needed"
    assert not Entry.objects.filter(action="restitution.exported_subpoena").exists()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"decided": False}, "attorney_decides"),
        ({"parts": []}, "nothing_chosen"),
        ({"parts": ["locations", "identity"]}, "release_needed"),
    ],
)
def test_what_is_not_ready_does_not_leave(release, supervisor, facts, code):
    with pytest.raises(NotAllowed) as no:
        export(release, supervisor, **facts)

    assert no.value.code == code
    assert not Entry.objects.filter(action="restitution.exported_subpoena").exists()


def test_limits_in_the_survivor_s_words_are_read_before_anything_leaves(case, advocate, supervisor):
    release = restitution.subpoena_release(case, by=advocate, information_words="One account only")

    with pytest.raises(NotAllowed, match="limits"):
        export(release, supervisor)
    given = export(release, supervisor, within_limits=True, parts=["exchange"])

    held = files(given)
    assert "data/locations.json" not in held
    assert '"left_out"' in held["withheld.json"].decode()


@pytest.mark.parametrize("purpose", ["legal_review", "other", "referral"])
def test_a_release_for_something_else_answers_no_subpoena(case, advocate, supervisor, purpose):
    release = restitution.subpoena_release(
        case, by=advocate, purpose=purpose, purpose_words="A talk"
    )

    with pytest.raises(NotAllowed) as no:
        export(release, supervisor)

    assert no.value.code == "not_in_this_case"


def test_an_advocate_answers_no_subpoena_and_a_stranger_sees_none(release, advocate, colleague):
    for other in (advocate, colleague):
        with pytest.raises(NotAllowed):
            export(release, other)


def test_an_attorney_gives_on_only_what_they_may_read_themselves(case, advocate, attorney):
    mine = restitution.subpoena_release(case, by=advocate)
    more = restitution.subpoena_release(
        case, by=advocate, information={"locations", "references"}, recipient_name="Another court"
    )

    assert export(mine, attorney).content
    with pytest.raises(NotAllowed, match="does not cover reference numbers"):
        export(more, attorney)


def test_of_whoever_may_be_under_18_no_address_and_no_whole_text_leaves(advocate, supervisor):
    draft = complaints.complaint(by=advocate)
    case = draft.case
    type(case).objects.filter(pk=case.pk).update(age_when_made="unsure")
    release = restitution.subpoena_release(
        case, by=advocate, information={"identity", "contact", "locations", "exchange"}
    )

    given = export(release, supervisor)

    words = every_word(given)
    for item in case.items.all():
        for place in (item.url, item.host, item.handle):
            assert not place or str(place) not in words
    assert not [name for name in files(given) if name.startswith("exchange/")]
    assert '"minor"' in files(given)["withheld.json"].decode()


def test_a_filed_complaint_goes_whole_only_if_all_that_it_tells_is_released(
    advocate, supervisor, attorney
):
    draft = complaints.complaint(by=advocate)
    release = restitution.subpoena_release(draft.case, by=advocate, information={"complaint"})

    held = files(export(release, supervisor))

    assert not [name for name in held if name.startswith("complaint/")]
    assert '"working"' in held["withheld.json"].decode()


def test_the_paper_says_in_words_what_the_data_keep_as_codes(case, release, advocate, supervisor):
    item = case.items.order_by("number").first()
    evidence.fact(item=item, kind="seen_up", by=advocate, at=database_time(), how="opened_link")

    held = files(export(release, supervisor))

    paper, told = held["answer.txt"].decode(), json.loads(held["data/locations.json"])
    (place,), (look,) = (table["rows"] for table in told["tables"])
    assert (place[1], place[4]) == ("image", "up")
    assert (look[1], look[3], look[4]) == ("seen_up", "opened_link", "advocate")
    for words in ("Still up", "Opened the address", "An advocate", "Image"):
        assert words in paper
    for code in ("seen_up", "opened_link"):
        assert code not in paper
