"""The packet: read back as a reader would, and as a scanner would."""

import json
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from audit.models import Entry
from audit.rules import NotAllowed
from cases.paper.glyphs import legible, without_unprintable
from complaints import packet, services
from complaints.document import TITLES
from complaints.models import ComplaintDraft
from complaints.revisions import document_of, in_force
from complaints.rules.exposure import Addresses, Exposure
from complaints.services.exporting import Form
from tests.factories import cases, complaints, evidence, releases
from tests.factories.complaints import DRAFTED
from tests.factories.stories import choose

pytestmark = pytest.mark.django_db

HARMFUL = '#panic("x") *b* _i_ $x$ `c` <l> @ref \\u{1F600} [link](https://x.example) // end'
NAMES = "Zoë Šarić, Đỗ Thị Hồng, Łukasz Żółć, Σωκράτης, Ольга"


def pages(draft):
    return PdfReader(BytesIO(packet.as_pdf(packet.paper_of(draft))))


def words(reader):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def with_words(draft, text):
    services.revise(
        draft_id=draft.pk,
        blanks={"other_reports": text},
        added={},
        by=draft.assigned_to,
        now=DRAFTED,
    )
    return ComplaintDraft.objects.get(pk=draft.pk)


def test_the_text_has_every_part_in_order_and_every_sentence(advocate):
    draft = complaints.complaint(by=advocate)

    text = packet.as_text(packet.paper_of(draft))

    heads = [f"\n{letter}. {title.upper()}\n" for letter, title in TITLES.items()]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    for sentence in document_of(in_force(draft)).sentences():
        assert sentence.shown in text


def test_the_paper_says_what_the_text_says(advocate, supervisor):
    draft = complaints.filed(by=advocate, signer=supervisor)

    on_paper = words(pages(draft))

    for sentence in document_of(in_force(draft)).sentences():
        if sentence.cells:  # a row wraps within its columns, and an address within its word
            unbroken = on_paper.replace(" ", "")
            assert all(word in unbroken for cell in sentence.cells for word in cell.split())
        else:
            assert sentence.shown in on_paper
    for fact in ("Filed", "FTC-190442", "by a supervisor of the agency, revision 2"):
        assert fact in on_paper


def test_the_paper_is_tagged_titled_by_the_case_code_alone_and_in_english(advocate):
    draft = complaints.complaint(by=advocate)

    reader = pages(draft)
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert set(reader.metadata) == {"/Title", "/Creator"}
    assert reader.metadata["/Title"] == draft.case.code
    assert b"pdfuaid" in packet.as_pdf(packet.paper_of(draft))


def test_each_page_says_the_case_its_number_and_how_many_there_are(advocate):
    draft = complaints.complaint(by=advocate)

    reader = pages(draft)
    count = len(reader.pages)

    assert count >= 2
    assert reader.page_labels == [str(number) for number in range(1, count + 1)]
    for number, page in enumerate(reader.pages, start=1):
        assert f"{draft.case.code} · page {number} of {count}" in page.extract_text()


def test_nothing_in_the_paper_runs_or_is_attached_or_opens(advocate):
    draft = complaints.complaint(by=advocate)
    paper = packet.as_pdf(packet.paper_of(draft))

    for danger in (
        b"/JS", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/AA", b"/OpenAction", b"/URI",
        b"/Author", b"/work", b"/root",
    ):  # fmt: skip
        assert danger not in paper, danger
    assert [page.images for page in pages(draft).pages if len(page.images)] == []


def test_the_same_text_makes_the_same_bytes(advocate):
    draft = complaints.complaint(by=advocate)

    assert packet.as_pdf(packet.paper_of(draft)) == packet.as_pdf(packet.paper_of(draft))


@pytest.mark.parametrize("text", [HARMFUL, NAMES])
def test_words_are_printed_as_they_are_and_never_read_as_markup(advocate, text):
    draft = with_words(complaints.complaint(by=advocate), text)

    assert text in packet.as_text(packet.paper_of(draft))
    assert text in words(pages(draft))


def test_what_the_fonts_lack_is_printed_as_its_code_point(advocate):
    draft = with_words(complaints.complaint(by=advocate), "李娜 wrote 😀 and عربي.")

    assert "李娜 wrote 😀" in packet.as_text(packet.paper_of(draft))
    assert "[U+674E][U+5A1C] wrote [U+1F600]" in words(pages(draft))


def test_control_and_direction_signs_go():
    told = {"a": ["x\u202ey\x07z\ufeff", "one\ntwo"], "n": 1}

    assert without_unprintable(told) == {"a": ["xyz", "one two"], "n": 1}


def test_other_trouble_is_not_swallowed():
    with pytest.raises(RuntimeError, match="could not be set"):
        legible({"a": "x"}, "file not found")


def test_an_unsigned_paper_says_draft_on_every_page_and_a_signed_one_nowhere(advocate, supervisor):
    unsigned = pages(complaints.in_review(by=advocate))
    signed = pages(complaints.signed_off(by=advocate, signer=supervisor))

    assert all("Draft: in review" in page.extract_text() for page in unsigned.pages)
    assert "not to be filed" in words(unsigned)
    assert "draft" not in words(signed).casefold()
    assert all("Signed off" in page.extract_text() for page in signed.pages)


def test_the_depicted_person_is_named_nowhere_in_it(advocate, supervisor):
    draft = complaints.filed(by=advocate, signer=supervisor)

    for text in (packet.as_text(packet.paper_of(draft)), words(pages(draft))):
        assert "Maria" not in text
        assert "kestrel" not in text.casefold()
        assert "M. K." not in text


def test_a_possible_minor_s_packet_holds_no_address_of_an_item(advocate):
    case = cases.case(by=advocate, age_when_made="under18")
    item = evidence.item(case=case, by=advocate)
    draft = complaints.complaint(by=advocate, case=case, items=[item])

    for text in (packet.as_text(packet.paper_of(draft)), words(pages(draft))):
        assert "/posts/" not in text
        assert "[address withheld]" in text


def test_a_long_address_stays_whole_when_it_is_copied(advocate):
    url = "https://chirp.example/" + "a1b2c3d4e5/" * 12 + "?q=" + "z" * 60
    case = cases.case(by=advocate)
    item = evidence.item(case=case, by=advocate, url=url, handle="")
    request = complaints.received_request(by=advocate, case=case, items=[item])
    releases.to_regulator(
        case, by=advocate, now=complaints.RECEIVED, information={"complaint", "locations"}
    )
    draft = complaints.draft_of(request)
    choose(draft, Exposure(addresses=Addresses.SHOWN), by=advocate)
    reader = pages(ComplaintDraft.objects.get(pk=draft.pk))

    assert item.url in re.sub(r"\s", "", words(reader))


def test_an_addendum_stands_in_the_packet_after_the_text(advocate, supervisor):
    draft = complaints.filed(by=advocate, signer=supervisor)
    services.add_addendum(
        draft=draft, kind="removed", text="E1 came down.", source=draft, now=DRAFTED, by=None
    )

    assert packet.as_text(packet.paper_of(draft)).index("ADDENDA") < packet.as_text(
        packet.paper_of(draft)
    ).index("E1 came down.")
    assert "E1 came down." in words(pages(draft))


def test_taking_it_away_is_recorded_with_the_revision_and_the_form(advocate):
    draft = complaints.complaint(by=advocate)

    exported = services.export(draft_id=draft.pk, form=Form.PDF, by=advocate, now=DRAFTED)

    assert (exported.name, exported.content[:5]) == (f"{draft.request.code}.pdf", b"%PDF-")
    entry = Entry.objects.get(action="complaints.exported")
    assert json.loads(entry.facts)["form"] == "pdf"
    assert json.loads(entry.facts)["revision"] == 1


def test_an_administrator_takes_nothing_away(advocate, administrator):
    draft = complaints.complaint(by=advocate)

    with pytest.raises(NotAllowed):
        services.export(draft_id=draft.pk, form=Form.TEXT, by=administrator, now=DRAFTED)

    assert not Entry.objects.filter(action="complaints.exported").exists()


def test_many_listings_fill_pages_under_repeated_heads(advocate):
    case = cases.case(by=advocate)
    items = [evidence.item(case=case, by=advocate, handle="") for _ in range(40)]
    reader = pages(complaints.complaint(by=advocate, case=case, items=items))

    with_index = [page for page in reader.pages if "Who holds it" in page.extract_text()]
    assert len(with_index) >= 2
