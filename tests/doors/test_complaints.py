"""The pages of a complaint: what they show, to whom, and what they keep."""

import re

import pytest
from django.urls import reverse

from audit.models import Entry
from complaints import services
from complaints.models import ComplaintDraft, Revision
from tests.factories import cases, complaints, evidence
from tests.factories.complaints import BLANKS, DRAFTED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_hour_after_the_deadline(time_machine):
    time_machine.move_to(DRAFTED, tick=False)


def url(name, draft):
    return reverse(f"complaints:{name}", args=[draft.pk])


def status(draft):
    return ComplaintDraft.objects.get(pk=draft.pk).status


def said(response):
    return re.sub(r"\s+", " ", response.content.decode())


def acts(draft):
    own = Entry.objects.filter(subject_id=str(draft.pk))
    return list(own.order_by("seq").values_list("action", flat=True))


def test_a_page_shows_each_sentence_with_a_link_to_where_it_comes_from(advocate, client_for):
    draft = complaints.complaint(by=advocate)
    [item] = complaints.items_of(draft.request)

    page = said(client_for(advocate).get(url("draft", draft)))

    assert "The service appears not to have complied with 47 U.S.C. 223a(a)(3)." in page
    assert '<em class="inferred">(inferred)</em>' in page
    for address in (
        reverse("removal:request", args=[draft.request_id]) + "#clock",
        reverse("removal:request", args=[draft.request_id]) + "#submission",
        reverse("removal:platform", args=["chirp"]),
        reverse("evidence:item", args=[item.pk]),
    ):
        assert f'href="{address}"' in page
    assert "Maria" not in page


def test_a_page_has_a_labelled_field_for_each_blank(advocate, client_for):
    draft = complaints.complaint(by=advocate)

    page = said(client_for(advocate).get(url("draft", draft)))

    for key in ("filer", "contact", "other_reports", "statement"):
        assert f'<label for="id_{key}">' in page
        assert f'name="{key}"' in page
    assert "Nobody has looked" not in page
    assert "4 are left." in page
    assert 'href="#id_filer"' in page


def test_opening_it_is_in_the_case_s_trail(advocate, client_for):
    draft = complaints.complaint(by=advocate)

    client_for(advocate).get(url("draft", draft))

    assert Entry.objects.filter(action="cases.opened", chain=str(draft.case_id)).exists()


def test_words_are_kept_as_a_new_revision(advocate, client_for):
    draft = complaints.complaint(by=advocate)
    client = client_for(advocate)

    answer = client.post(
        url("revise", draft),
        {
            "on_revision": 1,
            "other_reports": BLANKS["other_reports"],
            "added_F": "I called twice.\nI wrote too.",
        },
    )
    page = said(client.get(url("draft", draft)))

    assert answer.status_code == 302
    assert Revision.objects.filter(draft=draft).count() == 2
    assert "None that this report can name." in page
    assert "<p>I wrote too.</p>" in page


def test_words_that_are_refused_stay_in_their_field_with_the_reason(advocate, client_for):
    draft = complaints.complaint(by=advocate)

    answer = client_for(advocate).post(
        url("revise", draft), {"on_revision": 1, "other_reports": "They violated the Act."}
    )
    page = said(answer)

    assert answer.status_code == 422
    assert 'href="#id_other_reports"' in page
    assert "A complaint says facts, not conclusions." in page
    assert "They violated the Act." in page
    assert Revision.objects.filter(draft=draft).count() == 1


def test_words_on_a_text_that_moved_on_are_asked_for_again(advocate, supervisor, client_for):
    draft = complaints.filled(by=advocate)

    answer = client_for(supervisor).post(
        url("revise", draft), {"on_revision": 1, "other_reports": "Loss of a flat."}
    )

    assert answer.status_code == 422
    assert "you read revision 1, and revision 2 is in force" in said(answer)
    assert Revision.objects.filter(draft=draft).count() == 2


@pytest.mark.parametrize(
    ("make", "act"),
    [
        (complaints.complaint, "Fill the blanks"),
        (complaints.filled, "Send to review"),
        (complaints.in_review, "Sign off"),
    ],
)
def test_each_state_offers_the_one_act_that_comes_next(advocate, supervisor, client_for, make, act):
    draft = make(by=advocate)

    page = said(client_for(supervisor).get(url("draft", draft)))

    assert f"<strong>{act}</strong>" in page
    assert len(re.findall(r'<button class="button">', page)) <= 1


def test_the_whole_way_from_draft_to_filed(advocate, supervisor, client_for):
    draft = complaints.filled(by=advocate)
    hers, his = client_for(advocate), client_for(supervisor)

    hers.post(url("review", draft))
    his.post(url("sign-off", draft), {"on_revision": 2})
    hers.post(url("filed", draft), {"number": "FTC-190442", "filed_at": "2026-11-02T10:00"})

    assert status(draft) == "filed"
    assert acts(draft) == [
        "complaints.revised", "complaints.sent_to_review", "complaints.signed_off",
        "complaints.filed",
    ]  # fmt: skip
    page = said(hers.get(url("draft", draft)))
    assert "FTC-190442" in page
    assert 'action="' + url("revise", draft) not in page


def test_a_sign_off_that_is_refused_says_everything_and_signs_nothing(
    advocate, supervisor, client_for
):
    draft = complaints.complaint(by=advocate)
    services.send_to_review(draft_id=draft.pk, by=advocate, now=DRAFTED)

    answer = client_for(supervisor).post(url("sign-off", draft), {"on_revision": 1})

    assert answer.status_code == 422
    assert "Not complete. Blanks: 4 blanks are left" in said(answer)
    assert status(draft) == "in_review"


def test_an_advocate_who_signs_is_refused_by_her_role(advocate, client_for):
    draft = complaints.in_review(by=advocate)

    answer = client_for(advocate).post(url("sign-off", draft), {"on_revision": 2})

    assert answer.status_code == 403
    assert status(draft) == "in_review"


def test_who_sent_it_is_told_to_wait_for_a_second_person(advocate, supervisor, client_for):
    draft = complaints.filled(by=advocate)
    services.send_to_review(draft_id=draft.pk, by=supervisor, now=DRAFTED)

    assert "a second person signs it" in said(client_for(supervisor).get(url("draft", draft)))


def test_who_made_the_text_in_force_is_told_that_somebody_else_signs(
    advocate, supervisor, client_for
):
    draft = complaints.in_review(by=advocate)
    services.refresh(draft_id=draft.pk, by=supervisor, now=DRAFTED)

    page = said(client_for(supervisor).get(url("draft", draft)))

    assert "somebody else must sign what you wrote" in page
    assert f'action="{url("sign-off", draft)}"' not in page


def test_an_act_that_a_rule_refuses_comes_back_with_its_sentence(advocate, client_for):
    draft = complaints.in_review(by=advocate)

    page = said(client_for(advocate).post(url("review", draft), follow=True))

    assert "This complaint is in review; only one that is a draft can be sent to review." in page


def test_an_earlier_revision_is_read_and_not_written(advocate, client_for):
    draft = complaints.filled(by=advocate)
    client = client_for(advocate)

    page = said(client.get(url("draft", draft), {"revision": 1}))

    assert "An earlier revision" in page
    assert '<mark class="blank">[[other_reports:' in page
    assert f'action="{url("revise", draft)}"' not in page
    assert client.get(url("draft", draft), {"revision": 9}).status_code == 404
    assert client.get(url("draft", draft), {"revision": "x"}).status_code == 404


@pytest.mark.parametrize(("name", "kind"), [("packet", "pdf"), ("text", "txt")])
def test_a_packet_is_taken_away_under_its_code_and_that_is_recorded(
    advocate, client_for, name, kind
):
    draft = complaints.complaint(by=advocate)

    taken = client_for(advocate).get(url(name, draft))

    assert f'filename="{draft.request.code}.{kind}"' in taken.headers["Content-Disposition"]
    assert "no-store" in taken.headers["Cache-Control"]
    assert acts(draft) == ["complaints.exported"]


@pytest.mark.parametrize(
    "name",
    ["draft", "packet", "text", "revise", "refresh", "review", "return", "sign-off", "filed",
     "supersede", "take-up"],
)  # fmt: skip
def test_a_stranger_finds_nothing(advocate, colleague, attorney, client_for, name):
    draft = complaints.complaint(by=advocate)
    how = "get" if name in {"draft", "packet", "text"} else "post"

    for stranger in (colleague, attorney):
        assert getattr(client_for(stranger), how)(url(name, draft)).status_code == 404
    assert status(draft) == "draft"
    assert acts(draft) == []


def test_a_set_aside_complaint_offers_to_be_taken_up(advocate, client_for):
    draft = complaints.complaint(by=advocate)
    client = client_for(advocate)
    client.post(url("supersede", draft))

    assert "Take it up again" in said(client.get(url("draft", draft)))

    client.post(url("take-up", draft))
    assert status(draft) == "draft"


def test_an_administrator_sees_no_complaint(advocate, administrator, client_for):
    draft = complaints.complaint(by=advocate)
    client = client_for(administrator)

    assert client.get(url("draft", draft)).status_code == 404
    assert draft.request.code not in said(client.get(reverse("complaints:list")))


def test_a_possible_minor_s_page_holds_no_address(advocate, client_for):
    case = cases.case(by=advocate, age_when_made="under18")
    item = evidence.item(case=case, by=advocate)
    draft = complaints.complaint(by=advocate, case=case, items=[item])

    page = said(client_for(advocate).get(url("draft", draft)))

    assert "chirp.example/posts" not in page
    assert "The record holds no report to the CyberTipline." in page


def test_only_who_may_record_a_release_is_led_to_the_page_that_takes_one(
    advocate, attorney, supervisor, client_for
):
    request = complaints.received_request(by=advocate)
    draft = complaints.draft_of(request)
    cases.engage(case=draft.case, attorney=attorney, by=supervisor)
    there = reverse("cases:new-release", args=[draft.case.code])

    hers, theirs = (said(client_for(who).get(url("draft", draft))) for who in (advocate, attorney))

    assert there in hers
    assert "No release lets us tell" in theirs
    assert there not in theirs
