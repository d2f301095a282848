"""The composed notice, word for word (law.md 9.1), and what it never says."""

from datetime import date

import pytest

from removal import notices, withheld
from removal.models import RemovalRequest
from removal.withheld import Hidden
from tests.factories import cases as case_factory
from tests.factories import evidence as evidence_factory
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db


def composed(request, **hidden):
    again = RemovalRequest.objects.for_display().get(pk=request.pk)
    text = withheld.keep_back(notices.compose(again), Hidden(**hidden))
    return text.replace(again.case.code, "C-TEST")


BY_THE_PERSON = """\
Subject: Notice under the TAKE IT DOWN Act, 47 U.S.C. 223a: request to remove 2 items, our \
reference C-TEST-R1

To: Chirp

This is a notice and a request for removal under the TAKE IT DOWN Act, 47 U.S.C. 223a(a).
I am M. K., the person shown in what is listed below.

What we ask you to remove:
1. https://chirp.example/posts/1; account @kestrel.fake; item ID 77; second picture
   Image, first seen Fri 30 Oct 2026, 08:00 UTC.
2. account @kestrel.other
   Video, first seen Fri 30 Oct 2026, 08:00 UTC.

The person shown can be recognised by: face, name.

I believe in good faith that these items are not consensual. There was never consent to publication.
I never agreed to this being shown.

We ask you to:
- remove these items as soon as possible, and not later than 48 hours after you receive this \
notice (47 U.S.C. 223a(a)(3));
- make reasonable efforts to find and remove any identical copies known to you;
- confirm with a reference number and the time at which you received this notice.

Please reply to: desk@agency.example
Signed: M. K. (typed name), Fri 30 Oct 2026, 10:30 UTC
"""

FOR_SOMEONE = """\
Subject: Notice under the TAKE IT DOWN Act, 47 U.S.C. 223a: request to remove 1 item, our \
reference C-TEST-R1

To: Chirp

This is a notice and a request for removal under the TAKE IT DOWN Act, 47 U.S.C. 223a(a).
I am Ada Lindqvist, and I write for the person shown, as their advocate, authorised by written \
authorisation since 1 Oct 2026.

What we ask you to remove:
1. https://chirp.example/posts/9
   Item, first seen Fri 30 Oct 2026, 08:00 UTC.

The person shown can be recognised by: face.

The person shown believes in good faith that this item is not consensual. The person shown was \
under 18 when it was made.
Nobody agreed to this.

We ask you to:
- remove this item as soon as possible; for a covered platform the Act allows not more than \
48 hours after receipt (47 U.S.C. 223a(a)(3));
- make reasonable efforts to find and remove any identical copies known to you;
- confirm with a reference number and the time at which you received this notice.

Please reply to: desk@agency.example
Signed: Ada Lindqvist (electronic signature), Fri 30 Oct 2026, 10:30 UTC
"""


def test_a_notice_that_the_person_shown_signs(advocate):
    case = case_factory.case(by=advocate)
    items = [
        evidence_factory.item(
            case=case,
            by=advocate,
            url="https://chirp.example/posts/1",
            platform_item_id="77",
            locator="second picture",
            identifiable_by=["name"],
        ),
        evidence_factory.item(
            case=case, by=advocate, url="", handle="@kestrel.other", category="video"
        ),
    ]

    assert composed(factory.draft(by=advocate, case=case, items=items)) == BY_THE_PERSON


def test_a_notice_for_a_child_has_no_describing_word_and_its_claim_is_hedged(advocate):
    case = case_factory.case(by=advocate, age_when_made="under18")
    authority = case_factory.authority(case=case, by=advocate, starts_on=date(2026, 10, 1))
    item = evidence_factory.item(
        case=case,
        by=advocate,
        url="https://chirp.example/posts/9",
        handle="",
        category="video",
        age_when_made="under18",
        description="a bedroom",
    )

    request = factory.draft(
        by=advocate,
        case=case,
        items=[item],
        on=factory.platform(coverage="unclear", coverage_reason="Mainly private messages."),
        signer_role="advocate",
        signer_name="Ada Lindqvist",
        signature_method="electronic",
        authority_id=authority.pk,
        good_faith_basis="minor",
        good_faith_statement="Nobody agreed to this.",
    )

    assert composed(request) == FOR_SOMEONE


def test_unsure_is_handled_as_under_18(advocate):
    case = case_factory.case(by=advocate)
    item = evidence_factory.item(case=case, by=advocate, category="album", age_when_made="unsure")
    request = factory.draft(by=advocate, case=case, items=[item])

    assert "Album" not in composed(request)
    assert notices.is_handled_as_minor(request)


def test_a_platform_that_the_act_leaves_out_gets_no_claim_of_48_hours(advocate):
    mail = factory.platform(coverage="excluded", coverage_reason="Electronic mail.")

    text = composed(factory.draft(by=advocate, on=mail))

    assert text.startswith("Subject: Request to remove 1 item")
    assert "48 hours" not in text
    assert "does not say that the Act's time limit applies to you" in text


LEFT_OUT = [
    "A former partner",  # the story
    "Maria Kestrel",  # the name: an agreed pseudonym signs
    "maria@person.example",
    "bedroom",  # what an item shows
    "An Ex",  # other people's names
    "never re-upload",
    "penalty",
    "perjury",
]


@pytest.mark.parametrize("words", LEFT_OUT)
def test_a_notice_leaves_out_what_the_platform_need_not_know(advocate, words):
    case = case_factory.case(by=advocate)
    item = evidence_factory.item(
        case=case, by=advocate, description="in the bedroom", account_name="An Ex"
    )

    assert words not in composed(factory.draft(by=advocate, case=case, items=[item]))


BLANKS = [
    ({"signer_name": ""}, "[[name of the signer]]"),
    ({"signer_role": ""}, "[[the person shown, or who acts for them]]"),
    ({"signer_role": "attorney"}, "[[under what authority]]"),
    ({"signature_method": ""}, "[[how signed]]"),
    ({"signed_at": None}, "[[when]]"),
    ({"items": []}, "[[at least one item]]"),
    ({"identifiable_by": []}, "[[how]]"),
    ({"good_faith_basis": ""}, "[[why]]"),
    ({"good_faith_statement": ""}, "[[statement]]"),
    ({"contact": ""}, "[[contact]]"),
]


@pytest.mark.parametrize(("parts", "blank"), BLANKS)
def test_what_is_missing_stands_as_a_blank(advocate, parts, blank):
    request = factory.draft(by=advocate, case=case_factory.case(by=advocate), **parts)

    assert blank in composed(request)


def test_a_whole_notice_has_no_blank(advocate):
    assert "[[" not in composed(factory.draft(by=advocate))


def test_a_page_may_keep_back_the_name_and_the_places(advocate):
    request = factory.draft(by=advocate)

    text = composed(request, name=True, places=True)

    assert "M. K." not in text
    assert "chirp.example" not in text
    assert "I am (name not shown here), the person shown" in text
    assert "1. (address not shown here)" in text
    assert "Signed: (name not shown here) (typed name)" in text


def test_brackets_in_a_name_hide_nothing_from_the_keeping_back(advocate):
    text = composed(factory.draft(by=advocate, signer_name="Ann (Annie) Kay, Jr"), name=True)

    assert "Annie" not in text
    assert "Jr" not in text


def test_a_line_break_pasted_into_a_part_hides_nothing_from_the_keeping_back(advocate):
    case = case_factory.case(by=advocate)
    item = evidence_factory.item(case=case, by=advocate, locator="thread 4\nchirp.example/t/4")
    request = factory.draft(by=advocate, case=case, items=[item], signer_name="M.\nK.")

    text = composed(request, name=True, places=True)

    assert "K." not in text
    assert "chirp.example" not in text


HIDING = [
    ({"signer_role": "self"}, "18plus", Hidden(name=True, places=False)),
    ({"signer_role": "self"}, "unsure", Hidden(name=True, places=True)),
    ({"signer_role": "advocate"}, "18plus", Hidden(name=False, places=False)),
    ({"signer_role": "advocate"}, "under18", Hidden(name=False, places=True)),
    ({"signer_role": "self", "signer_name": ""}, "18plus", Hidden(name=False, places=False)),
]


@pytest.mark.parametrize(("parts", "age", "hidden"), HIDING)
def test_a_page_keeps_back_a_survivor_s_name_and_a_possible_child_s_places(
    advocate, parts, age, hidden
):
    case = case_factory.case(by=advocate, age_when_made=age)
    request = factory.draft(by=advocate, case=case, **parts)

    assert withheld.by_default(request) == hidden
