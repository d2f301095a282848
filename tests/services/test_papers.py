"""One text in three papers and in a packet: they say the same, and the packet can be checked."""

import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import timedelta
from hashlib import sha256

import docx
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pypdf import PdfReader

from audit.models import Entry
from audit.rules import NotAllowed
from complaints import packet, services, taken
from complaints.document import TITLES
from complaints.models import ComplaintDraft
from complaints.packet import portal
from complaints.services.exporting import Form
from tests.factories import complaints
from tests.factories.complaints import DRAFTED
from tests.factories.stories import STORIES

pytestmark = pytest.mark.django_db


def take(draft, by, form=Form.ZIP, now=DRAFTED):
    return services.export(draft_id=draft.pk, form=form, by=by, now=now)


def opened(given):
    with zipfile.ZipFile(io.BytesIO(given.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("story", ["refused", "exposed", "minor"])
def test_all_papers_say_the_same_sentences(story, advocate):
    paper = packet.paper_of(STORIES[story](advocate))

    word = docx.Document(io.BytesIO(packet.as_docx(paper)))
    in_word = {one.text for one in word.paragraphs}
    in_cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    pages = PdfReader(io.BytesIO(packet.as_pdf(paper))).pages
    in_pdf = squeezed("".join(page.extract_text() for page in pages))
    text, blocks = packet.as_text(paper), portal.as_text(paper)

    lines = list(paper.lines())
    for line in lines:
        assert line.text in text
        assert line.text in blocks
        if line.cells:
            assert set(line.cells) <= in_cells
        else:
            assert line.text in in_word
            assert squeezed(line.text) in in_pdf
    assert len(lines) > 20


def test_the_word_file_has_headings_lists_tables_and_a_language_and_says_not_who_made_it(advocate):
    draft = complaints.complaint(by=advocate)
    made = packet.as_docx(packet.paper_of(draft))
    word = docx.Document(io.BytesIO(made))

    heads = [one.text for one in word.paragraphs if one.style.name == "Heading 2"]
    assert [head.partition("  ")[2] for head in heads][: len(TITLES)] == list(TITLES.values())
    assert all(
        one._p.pPr.numPr is not None
        for one in word.paragraphs
        if one.style.name == "List Paragraph"
    )
    assert word.tables[-1].rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    core = word.core_properties
    assert (core.author, core.last_modified_by, core.title) == ("", "", draft.case.code)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        styles = archive.read("word/styles.xml").decode()
        assert 'w:val="en-US"' in styles
        assert not [name for name in archive.namelist() if name.endswith((".jpeg", ".png"))]
        whole = b"".join(archive.read(name) for name in archive.namelist())
    for leak in (b"/work", b"/root", b"python-docx", advocate.name.encode()):
        assert leak not in whole, leak


def test_blocks_hold_every_sentence_once_in_an_order_that_is_data(advocate, settings, tmp_path):
    paper = packet.paper_of(complaints.complaint(by=advocate))
    keys = sorted(line.key for line in paper.lines())

    ours = portal.in_order(paper)
    other = tmp_path / "order.toml"
    holds = ", ".join(f'"{letter}"' for letter in TITLES)
    other.write_text(
        'mark = "seen"\nas_of = 2026-11-23\nsays = "As the form asks."\n'
        f'[[block]]\ntitle = "All"\nholds = [{holds}]\n'
    )
    settings.PORTAL_ORDER = str(other)
    theirs = portal.in_order(paper)

    assert sorted(line.key for block in ours.blocks for line in block.lines) == keys
    assert ours.order.mark == "unverified"
    assert [block.title for block in theirs.blocks] == ["All"]
    assert sorted(line.key for line in theirs.blocks[0].lines) == keys
    assert "Order of the blocks: seen, as of 2026-11-23" in portal.as_text(paper)


def test_an_order_that_would_lose_a_part_is_refused(settings, tmp_path):
    short = tmp_path / "order.toml"
    short.write_text(
        'mark = "x"\nas_of = 2026-11-23\nsays = "x"\n[[block]]\ntitle = "A"\nholds = ["A"]\n'
    )
    settings.PORTAL_ORDER = str(short)

    with pytest.raises(ValueError, match="no block for part B"):
        portal.read_order()


def test_a_packet_lists_each_file_with_its_digest_for_machines_and_for_people(advocate):
    draft = complaints.complaint(by=advocate)
    given = take(draft, advocate)
    files = opened(given)

    told = json.loads(files["manifest.json"])
    listed = {one["name"]: one["sha256"] for one in told["files"]}
    held = {name for name in files if name not in {"manifest.json", "MANIFEST.txt"}}
    assert set(listed) == held
    for name, digest in listed.items():
        assert sha256(files[name]).hexdigest() == digest
        assert digest in files["MANIFEST.txt"].decode()
    assert {
        "complaint.pdf", "complaint.docx", "complaint.txt", "portal.txt", "facts.json",
        "evidence-index.json", "sign-offs.json", "release.json", "addenda.json",
    } <= held  # fmt: skip
    assert given.sha256 == sha256(files["manifest.json"]).hexdigest()


def test_facts_are_codes_and_every_sentence_of_ours_names_some(advocate):
    files = opened(take(complaints.complaint(by=advocate), advocate))

    told = json.loads(files["facts.json"])
    known = {fact["number"] for fact in told["facts"]}
    for one in told["sentences"]:
        assert bool(one["facts"]) == (one["kind"] in {"fact", "inference"}), one
        assert set(one["facts"]) <= known
    assert set(told["facts"][0]) == {"number", "table", "row", "column"}
    for secret in ("Maria", "Kestrel", "chirp.example", "CH-20417"):
        assert secret not in files["facts.json"].decode()


def test_taken_again_it_is_the_same_to_the_byte_or_says_what_changed(advocate, supervisor):
    draft = complaints.filled(by=advocate)
    first = take(draft, advocate)
    again = take(draft, supervisor, now=DRAFTED + timedelta(hours=5))
    services.send_to_review(draft_id=draft.pk, by=advocate, now=DRAFTED)
    later = take(draft, advocate)

    assert (again.content, again.changed) == (first.content, ())
    assert {"complaint.pdf", "complaint.docx", "complaint.txt", "portal.txt"} == set(later.changed)
    [newest, second, oldest] = taken.known(ComplaintDraft.objects.get(pk=draft.pk))
    assert (newest.changed, second.changed, oldest.is_first) == (later.changed, (), True)


def test_the_packet_s_own_check_needs_nothing_but_python(advocate, tmp_path):
    given = take(complaints.complaint(by=advocate), advocate)
    (tmp_path / "packet.zip").write_bytes(given.content)
    (tmp_path / "check.py").write_bytes(opened(given)["check.py"])

    said = subprocess.run(
        [sys.executable, "-I", "check.py", "packet.zip"],
        cwd=tmp_path, capture_output=True, check=True, timeout=30,
    )  # fmt: skip

    assert json.loads(said.stdout)["manifest"] == given.sha256


@pytest.mark.parametrize("name", ["complaint.txt", "facts.json", "MANIFEST.txt", "manifest.json"])
def test_a_packet_that_was_changed_is_named_at_the_place(advocate, name, tmp_path):
    files = opened(take(complaints.complaint(by=advocate), advocate))
    files[name] = files[name].replace(b"Chirp", b"Other").replace(b"R1", b"R2") + b" "
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for each, held in files.items():
            archive.writestr(each, held)
    path = tmp_path / "packet.zip"
    path.write_bytes(changed.getvalue())

    with pytest.raises(CommandError, match=name if name != "manifest.json" else "MANIFEST.txt"):
        call_command("verify_packet", path)


def test_the_house_knows_the_packets_that_it_gave_and_no_other(advocate, tmp_path, capsys):
    given = take(complaints.complaint(by=advocate), advocate)
    path = tmp_path / "packet.zip"
    path.write_bytes(given.content)
    call_command("verify_packet", path, "--against-trail")
    assert "The trail knows this packet" in capsys.readouterr().out

    entry = Entry.objects.get(action="complaints.exported")
    assert given.sha256 in entry.facts
    files = opened(given)
    told = json.loads(files["manifest.json"])
    files["manifest.json"] = json.dumps(told).encode()  # whole, and not ours
    with zipfile.ZipFile(path, "w") as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    with pytest.raises(CommandError, match="the trail knows no export with this manifest"):
        call_command("verify_packet", path, "--against-trail")


def test_addenda_are_papers_of_their_own_that_name_the_filed_text(advocate, supervisor):
    draft = complaints.filed(by=advocate, signer=supervisor)
    later = DRAFTED + timedelta(hours=1)
    complaints.look(draft.request, by=advocate, kind="seen_gone", at=later)
    services.add_what_followed(request=draft.request, now=later)
    digest = draft.revisions.get(number=draft.revision_number).sha256

    files = opened(take(ComplaintDraft.objects.get(pk=draft.pk), advocate))
    alone = take(draft, advocate, form=Form.ADDENDA)

    addendum = files["addenda/addendum-01.txt"].decode()
    assert digest in addendum
    assert "E1 was gone when looked at" in addendum
    assert {"addenda/addendum-01.pdf", "addenda/addendum-01.docx"} <= set(files)
    assert alone.content.startswith(b"%PDF")


def test_where_nothing_was_added_there_is_no_paper_of_addenda(advocate):
    draft = complaints.complaint(by=advocate)

    with pytest.raises(NotAllowed, match="Nothing was added"):
        take(draft, advocate, form=Form.ADDENDA)

    assert not Entry.objects.filter(action="complaints.exported").exists()


def test_the_papers_page_offers_each_form_and_says_what_was_taken(
    advocate, client_for, time_machine
):
    time_machine.move_to(DRAFTED, tick=False)
    draft = complaints.complaint(by=advocate)
    client = client_for(advocate)
    for name in ("zip", "docx", "packet", "text", "portal-text"):
        assert client.get(reverse(f"complaints:{name}", args=[draft.pk])).status_code == 200
    client.get(reverse("complaints:zip", args=[draft.pk]))

    page = client.get(reverse("complaints:papers", args=[draft.pk])).content.decode()

    assert "The same, to the byte" in page
    assert "unverified, as of 22 Nov 2026" in page


def test_blocks_to_paste_ask_for_the_release_and_are_recorded(advocate, client_for, time_machine):
    time_machine.move_to(DRAFTED, tick=False)
    draft = complaints.complaint(by=advocate)
    bare = complaints.draft_of(complaints.received_request(by=advocate))
    client = client_for(advocate)

    page = client.get(reverse("complaints:portal", args=[draft.pk])).content.decode()
    refused = client.get(reverse("complaints:portal", args=[bare.pk])).content.decode()

    assert page.count("data-copy-button") >= 10
    assert "A release is missing" in refused
    assert "data-copy-text" not in refused
    assert Entry.objects.filter(action="complaints.exported").count() == 1
