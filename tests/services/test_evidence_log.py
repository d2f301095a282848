"""Custody is what the trail says; the exported log can be checked by anyone, and tells no more."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services as cases_services
from cases.paper.cells import harmless
from evidence import custody, services
from evidence.log import check
from evidence.rules.custody import Act
from tests.factories import cases as cases_factory
from tests.factories import evidence as factory
from tests.factories.evidence import RECORDED

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(advocate):
    return cases_factory.active_case(by=advocate)


@pytest.fixture
def item(case, advocate):
    return factory.item(case=case, by=advocate, url="https://chirp.example/posts/77")


def release(case, by, now, **terms):
    given = {
        "recipient_kind": "regulator",
        "recipient_ref": "FTC",
        "information": ["locations", "exchange"],
        "purpose": "regulator_complaint",
        "signed_on": now.date(),
        "written": True,
        "risks_told": True,
        "held_at": "Folder 3",
    }
    return cases_services.record_release(case_id=case.pk, by=by, now=now, **{**given, **terms})


def exported(case, by, now, **more):
    held = more.pop("release", None) or release(case, by, now)
    return services.export_log(case_id=case.pk, release_id=held.pk, by=by, now=now, **more)


def files_of(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed_again(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return made.getvalue()


def rows(files, name):
    return [json.loads(line) for line in files[name].splitlines()]


def test_custody_tells_who_recorded_saw_asked_linked_and_held_in_the_chains_order(
    case, item, advocate, supervisor, now
):
    services.open_item(item=item, by=supervisor)
    services.show_url(item_id=item.pk, by=supervisor)
    copy = factory.item(case=case, by=advocate, copy_of_id=item.pk)
    services.correct_item(item_id=item.pk, by=advocate, now=now, locator="Third reply")
    services.correct_item(item_id=copy.pk, by=advocate, now=now, copy_of_id=None)
    services.record_custody(
        item_id=item.pk, what="paper", holder="Rosa Weir", since=now, by=advocate, now=now
    )

    events = custody.of_item(item, reader=advocate)

    assert [event.act for event in reversed(events)] == [
        Act.RECORDED, Act.SEEN, Act.ASKED, Act.CORRECTED, Act.HELD,
    ]  # fmt: skip
    assert [event.by for event in reversed(events)][:3] == ["Ada", "Sol", "Sol"]
    assert custody.of_item(copy, reader=advocate)[0].act is Act.LINKED
    assert {event.hash for event in events} <= set(Entry.objects.values_list("hash", flat=True))
    assert not any("Weir" in entry.facts for entry in Entry.objects.all())


def test_who_held_it_before_stays_on_record(item, advocate, now):
    for holder in ("Rosa Weir", "Officer Lund"):
        services.record_custody(
            item_id=item.pk, what="screenshot", holder=holder, since=now, by=advocate, now=now
        )

    item.refresh_from_db()
    assert {str(one.holder) for one in item.holdings.all()} == {"Rosa Weir", "Officer Lund"}
    assert item.screenshot_held_by == "Officer Lund"


def test_no_screenshot_of_what_may_show_a_child_changes_hands(case, advocate, now):
    young = factory.item(case=case, by=advocate, age_when_made="unsure")

    with pytest.raises(NotAllowed) as no:
        services.record_custody(
            item_id=young.pk, what="screenshot", holder="Rosa", since=now, by=advocate, now=now
        )

    assert no.value.code == "no_screenshot_of_a_minor"
    assert not young.holdings.exists()


def test_the_log_leaves_under_a_release_and_is_entered_with_its_manifest(case, item, advocate, now):
    held = release(case, advocate, now)

    taken = exported(case, advocate, now, release=held)

    entry = Entry.objects.filter(action="evidence.exported_log").get()
    facts = json.loads(entry.facts)
    assert (facts["release"], facts["manifest"]) == (str(held.pk), taken.manifest)
    assert custody.of_item(item, reader=advocate)[0].act is Act.EXPORTED
    found = check.verify(taken.content)
    assert (found.broken, found.manifest) == ("", taken.manifest)
    assert found.entries == entry.seq - 1


@pytest.mark.parametrize(
    "terms", [{"information": ["locations"]}, {"information": ["exchange", "complaint"]}]
)
def test_a_release_that_does_not_cover_it_stops_the_log(case, item, advocate, now, terms):
    with pytest.raises(NotAllowed) as no:
        exported(case, advocate, now, release=release(case, advocate, now, **terms))

    assert no.value.code == "release_needed"
    assert not Entry.objects.filter(action="evidence.exported_log").exists()


def test_a_release_revoked_or_ended_stops_the_log_whoever_it_names(case, item, advocate, now):
    named = {"recipient_kind": "person", "recipient_ref": "", "recipient_name": "Aunt Rosa"}
    held = release(case, advocate, now, **named)
    assert exported(case, advocate, now, release=held).content
    with pytest.raises(NotAllowed):
        exported(case, advocate, now + timedelta(days=31), release=held)

    cases_services.revoke_release(release_id=held.pk, by=advocate, now=now)

    with pytest.raises(NotAllowed) as no:
        exported(case, advocate, now, release=held)
    assert no.value.code == "release_needed"
    assert Entry.objects.filter(action="evidence.exported_log").count() == 1


def test_a_strangers_release_is_none_of_this_case(case, item, advocate, colleague, now):
    other = cases_factory.active_case(by=advocate)

    with pytest.raises(NotAllowed) as no:
        exported(case, advocate, now, release=release(other, advocate, now))

    assert no.value.code == "not_in_this_case"
    with pytest.raises(type(case).DoesNotExist):
        exported(case, colleague, now, release=release(case, advocate, now))


def test_it_tells_no_name_no_note_and_nothing_of_what_is_not_evidence(case, item, advocate, now):
    factory.fact(item=item, kind="seen_up", by=advocate, at=now, note="Her sister Odile saw it")
    services.correct_item(
        item_id=item.pk, by=advocate, now=now, account_name="Maria Kestrel fan", locator="page 3"
    )
    cases_factory.note(case=case, by=advocate, now=now)
    whole = files_of(exported(case, advocate, now).content)

    said = b"\n".join(whole.values()).decode()
    assert not {"Kestrel", "Odile", "cases.wrote_note", "Spoke today"} & set(_words(said))
    assert "https://chirp.example/posts/77" in said
    assert "page 3" in said
    chain, shown = rows(whole, "chain.jsonl"), rows(whole, "custody.jsonl")
    assert [link["seq"] for link in chain] == list(range(1, len(chain) + 1))
    assert {entry["action"] for entry in shown} == {"evidence.recorded", "evidence.corrected"}


def _words(text: str) -> list[str]:
    return [
        word for word in ("Kestrel", "Odile", "cases.wrote_note", "Spoke today") if word in text
    ]


def test_an_address_that_may_lead_to_a_child_leaves_only_for_a_reason(case, advocate, now):
    factory.item(case=case, by=advocate, url="https://chirp.example/young", age_when_made="unsure")
    held = release(case, advocate, now)

    without = files_of(exported(case, advocate, now, release=held).content)
    with pytest.raises(NotAllowed):
        exported(case, advocate, now, release=held, hidden_too=True)
    asked = exported(case, advocate, now, release=held, hidden_too=True, reason="legal")

    assert b"chirp" not in b"".join(without.values())
    assert b"kestrel" not in without["items.csv"]
    told = rows(files_of(asked.content), "items.jsonl")[0]
    assert told["address"] == "hxxps://chirp[.]example/young"
    facts = [json.loads(e.facts) for e in Entry.objects.filter(action="evidence.exported_log")]
    assert [one.get("reason") for one in facts] == [None, "legal"]


def test_no_digit_of_a_minors_file_leaves(case, item, advocate, now):
    services.correct_item(item_id=item.pk, by=advocate, now=now, screenshot_sha256="ab" * 32)
    adult = rows(files_of(exported(case, advocate, now).content), "items.jsonl")
    type(case).objects.filter(pk=case.pk).update(age_when_made="unsure")

    young = files_of(exported(case, advocate, now).content)

    assert adult[0]["screenshot_sha256"] == "ab" * 32
    assert b"abababab" not in b"".join(young.values())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", '"=', "'@"])
def test_no_cell_is_a_formula(case, advocate, now, start):
    assert harmless(f"{start}cmd()")[0] == "'"
    factory.item(case=case, by=advocate, handle=f"{start}SUM(A1)", url="")

    table = files_of(exported(case, advocate, now).content)["items.csv"].decode("utf-8-sig")

    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["handle"] in {"'" + f"{start}SUM(A1)".strip(), "SUM(A1)"}  # tabs are not kept


def _tampered(files: dict[str, bytes], name: str, was: bytes, now: bytes, *, sums: bool) -> bytes:
    """Change one place, and the manifest's digest of that file too where `sums` says so."""
    changed = files | {name: files[name].replace(was, now, 1)}
    assert changed != files
    if sums:
        manifest = json.loads(files["manifest.json"])
        for one in manifest["files"]:
            if one["name"] == name:
                one["sha256"] = check.sha256(changed[name]).hexdigest()
        changed["manifest.json"] = json.dumps(manifest).encode()
    return packed_again(changed)


@pytest.mark.parametrize(
    ("place", "sums", "broken"),
    [
        (("items.csv", b"77", b"78"), False, "items.csv: changed since"),
        (("items.csv", b"E1", b"E7"), True, "items.csv: its items"),
        (
            ("custody.jsonl", b'"evidence.opened"', b'"evidence.openeD"'),
            True,
            "custody.jsonl, entry",
        ),
        (("chain.jsonl", b'"seq": 2', b'"seq": 9'), True, "chain.jsonl, entry 2: missing"),
        (("manifest.json", b'"head": "', b'"head": "0'), False, "the chain ends elsewhere"),
    ],
)
def test_the_first_broken_place_is_named(item, advocate, place, sums, broken):
    services.open_item(item=item, by=advocate)
    files = files_of(exported(item.case, advocate, RECORDED).content)

    found = check.verify(_tampered(files, *place, sums=sums))

    assert check.verify(packed_again(files)).holds
    assert broken in found.broken
    assert not found.holds


def test_a_link_cut_out_or_a_file_added_is_found(case, item, advocate, now):
    files = files_of(exported(case, advocate, now).content)
    cut = files | {"chain.jsonl": b"\n".join(files["chain.jsonl"].splitlines()[:-1]) + b"\n"}

    assert "changed" in check.verify(packed_again(cut)).broken
    assert "does not know" in check.verify(packed_again(files | {"x.txt": b"hello"})).broken
    assert (
        "missing"
        in check.verify(packed_again({k: v for k, v in files.items() if k != "looks.jsonl"})).broken
    )
    assert "cannot be read" in check.verify(b"PK nothing").broken


def test_the_command_checks_offline_and_against_the_trail(case, item, advocate, tmp_path, capsys):
    taken = exported(case, advocate, RECORDED)
    file = tmp_path / taken.name
    file.write_bytes(taken.content)

    call_command("verify_evidence_log", str(file), "--against-trail", "--json")

    told = json.loads(capsys.readouterr().out)
    assert (told["holds"], told["manifest"], told["trail"]["broken"]) == (True, taken.manifest, "")
    files = files_of(taken.content)
    file.write_bytes(_tampered(files, "items.jsonl", b"image", b"video", sums=True))
    call_command("verify_evidence_log", str(file))  # whole in itself, and yet not what was given
    with pytest.raises(CommandError, match="knows no export"):
        call_command("verify_evidence_log", str(file), "--against-trail")
