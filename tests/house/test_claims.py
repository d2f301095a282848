"""No forbidden claim anywhere: in composed text, templates, letters and the code's phrases."""

import ast
import re

import pytest

from complaints.models import ComplaintDraft
from complaints.rules.plain import BANNED, CSAM, banned_in
from complaints.standing import composed
from tests.factories.complaints import DRAFTED
from tests.factories.stories import STORIES
from tests.house.source import ROOT, named

# law.md 9.4 and UX.md 6: each claim, a sentence that makes it, and one near it that does not.
# fmt: off
CONTROLS = {
    "revenge porn":       ("This is revenge porn.",
                           "This is a non-consensual intimate image."),
    "child porn":         ("They host child porn.",
                           f"They host {CSAM}."),
    "porn":               ("A pornographic image.",
                           "An image that was not agreed to."),
    "eligible":           ("You are eligible.",
                           "Facts support attorney review."),
    "guaranteed":         ("Removal is guaranteed.",
                           "No service can find every copy."),
    "violated":           ("The service violated the Act.",
                           "The service appears not to have complied."),
    "illegal":            ("This was unlawful.",
                           "Ground G3: a valid request was not acted on."),
    "broke the law":      ("It broke the law.",
                           "It answered a day later."),
    "in breach":          ("They are in breach of the Act.",
                           "They answered with a reason."),
    "guilty or liable":   ("The service is liable.",
                           "The service is large."),
    "failed to comply":   ("It failed to comply.",
                           "It appears not to have complied."),
    "prevent re-uploads": ("It must prevent re-uploads.",
                           "Known identical copies remained."),
    "near duplicates":    ("It left near-duplicates up.",
                           "It left identical copies up."),
    "hashing required":   ("Hashing is required by the Act.",
                           "Hash programmes are encouraged."),
    "a penalty by day":   ("A fine of $53,088 per day.",
                           "The regulator reckons penalties."),
    "15 U.S.C. 6851":     ("The Act, 15 U.S.C. § 6851, says so.",
                           "47 U.S.C. 223a says so."),
    "28 April 2025":      ("Signed on April 28, 2025.",
                           "Signed on 19 May 2025."),
    "a blaming word":     ("Her nudes were posted.",
                           "Images of her were posted."),
    "clock from a flag":  ("The 48 hours run from the first flag.",
                           "The 48 hours run from receipt of a valid request."),
}
# fmt: on
# Where the list itself stands, or a law's own words.
LISTS = {
    "complaints/rules/plain.py",
    "deadlines/rules/elsewhere_words.py",  # "the reasons why it is illegal": an element of the DSA
}
# The civil claim under its own number, and the words that its exception is written in.
CIVIL_CLAIM = {"15 U.S.C. 6851", "porn"}
LAWS_OWN = {
    "restitution/rules/asked_claims.py": CIVIL_CLAIM,
    "restitution/rules/usc2255.py": CIVIL_CLAIM,
    "restitution/rules/usc6851.py": CIVIL_CLAIM,
}
TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt", ".typ"}
)
CODE = sorted(
    path
    for package in (
        "complaints",
        "removal",
        "handouts",
        "deadlines",
        "cases",
        "intake",
        "evidence",
        "restitution",
        "reports",
    )
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
LETTERS = [path for path in CODE if path.name in {"notices.py", "prior.py", "letters.py"}]


@pytest.mark.parametrize("name", CONTROLS)
def test_a_claim_is_known_when_it_is_made_and_its_neighbour_is_let_be(name):
    made, near = CONTROLS[name]

    assert name in [one.word for one in banned_in(made)]
    assert banned_in(near) == ()


def test_every_claim_of_the_list_has_its_control():
    assert set(CONTROLS) == {one.word for one in BANNED}


@pytest.mark.django_db
@pytest.mark.parametrize("story", sorted(STORIES))
def test_no_composed_text_makes_one(story, advocate):
    draft = ComplaintDraft.objects.get(pk=STORIES[story](advocate).pk)
    _, _, document = composed(draft, now=DRAFTED)

    found = [
        (one.shown, banned_in(one.shown)[0].word)
        for one in document.sentences()
        if not one.verbatim and banned_in(one.shown)
    ]
    assert found == []


@pytest.mark.django_db
def test_no_notice_before_a_complaint_makes_one(advocate):
    draft = STORIES["noticed"](advocate)

    assert banned_in(str(draft.prior_notices.get().text)) == ()


def test_no_template_or_letter_makes_one():
    found = []
    for path in TEMPLATES:
        words = re.sub(r"{[%#].*?[%#]}|<[^>]*>", " ", path.read_text(), flags=re.DOTALL)
        found += [(named(path), one.word) for one in banned_in(words)]

    assert found == []


def test_no_phrase_of_the_code_makes_one():
    found = [
        (named(path), claim.word, text)
        for path in CODE
        if named(path) not in LISTS
        for text in phrases(path)
        for claim in banned_in(text)
        if claim.word not in LAWS_OWN.get(named(path), ())
    ]

    assert found == []


def phrases(path) -> list[str]:
    """Give every text of a module that has more than one word, its docstrings too."""
    constants = (
        one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Constant)
    )
    return [one.value for one in constants if isinstance(one.value, str) and " " in one.value]


def test_the_looks_looked_at_something():
    assert len(TEMPLATES) > 80
    assert len(CODE) > 150
    assert len(LETTERS) >= 3
