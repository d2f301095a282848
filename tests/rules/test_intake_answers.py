"""Reading answers: what is refused and where, and that nothing is made up."""

import pytest

from intake.rules import BY_SLUG, QUESTIONS, Place, Refused, asked, next_question, read
from intake.rules.words import PlaceKind

IMAGE = "data:image/png;base64,iVBORw0KGgo="
ADDRESS = "https://forum.example/posts/1"


def refused(given, **more):
    with pytest.raises(Refused) as no:
        read(given, **more)
    assert no.value.code == "answers_refused"
    return no.value.errors


def test_a_question_that_was_not_answered_is_not_there():
    answers = read({"danger_now": "", "age_now": None, "needs": [], "where": "  ", "words": "\n"})

    assert not answers.codes
    assert not answers.told
    assert not answers.has("danger_now")


def test_not_sure_and_rather_not_say_are_kept_as_they_were_said():
    for question in QUESTIONS:
        for how in ("unsure", "unsaid"):
            answers = read({question.slug: how})
            assert answers.said(question.slug) == how, question.slug
            assert not answers.told


def test_codes_are_read_whatever_their_case():
    assert read({"danger_now": " Yes ", "country": "us"}).codes == {
        "danger_now": "yes", "country": "US",
    }  # fmt: skip
    assert read({"country": "UK"}).said("country") == "GB"


# fmt: off
REFUSALS = [
    ({"danger_now": "maybe"},                         "danger_now"),
    ({"danger_now": True},                            "danger_now"),
    ({"extortion": ["yes"]},                          "extortion"),
    ({"age_when_made": "17"},                         "age_when_made"),
    ({"age_now": 17},                                 "age_now"),
    ({"country": "Atlantis"},                         "country"),
    ({"country": "XX"},                               "country"),
    ({"is_synthetic": "1"},                           "is_synthetic"),
    ({"made_by": "me"},                               "made_by"),
    ({"happened": "yes"},                             "happened"),
    ({"where": "not/an/address"},              "where"),
    ({"where": 7},                                    "where"),
    ({"where": [{"kind": "address"}]},                "where"),
    ({"where": [{"kind": "cloud", "at": "x"}]},       "where"),
    ({"where": [{"kind": "app", "at": "x", "y": 1}]}, "where"),
    ({"where": [{"kind": "app", "at": 5}]},           "where"),
    ({"where": [{"kind": "app", "at": "x" * 2001}]},  "where"),
    ({"where": "\n".join([ADDRESS] * 51)},            "where"),
    ({"file_on_own_device": "y"},                     "file_on_own_device"),
    ({"series_known": "known"},                       "series_known"),
    ({"spreads": {"yes": 1}},                         "spreads"),
    ({"contact": "yes"},                              "contact"),
    ({"contact": {"voicemail": "sometimes"}},         "contact_voicemail"),
    ({"contact": {"fax": "1"}},                       "contact_fax"),
    ({"contact_name": 5},                             "contact_name"),
    ({"contact_at": "x" * 201},                       "contact_at"),
    ({"contact": "unsaid", "contact_name": "Kim"},    "contact"),
    ({"language": "x" * 61},                          "language"),
    ({"language": ["en"]},                            "language"),
    ({"needs": "legal, magic"},                       "needs"),
    ({"needs": ["nothing", "legal"]},                 "needs"),
    ({"needs": "unsaid", "needs_words": "A ramp"},    "needs"),
    ({"needs": {"legal": True}},                      "needs"),
    ({"words": "x" * 5001},                           "words"),
    ({"words": "a\x00b"},                             "words"),
    ({"words": "..."},                                "words"),
    ({"image": "x"},                                  "image"),
    ({"words": IMAGE},                                "words"),
    ({"contact_at": IMAGE},                           "contact_at"),
    ({"where": [{"kind": "app", "at": IMAGE}]},       "where"),
]
# fmt: on


@pytest.mark.parametrize(("given", "field"), REFUSALS)
def test_each_refusal_stands_at_its_field_with_a_sentence(given, field):
    errors = refused(given)

    assert set(errors) == {field}
    assert errors[field].endswith(".")


def test_every_field_at_fault_is_named_at_once():
    errors = refused({"danger_now": "x", "age_now": "y", "colour": "red", "country": "US"})

    assert set(errors) == {"danger_now", "age_now", "colour"}


def test_a_refused_answer_is_not_repeated_whole():
    assert "x" * 41 not in refused({"danger_now": "x" * 500})["danger_now"]


def test_a_page_takes_the_answer_to_its_own_question_alone():
    assert read({"danger_now": "no"}, only={"danger_now"}).codes == {"danger_now": "no"}
    assert set(refused({"danger_now": "no", "age_now": "18plus"}, only={"danger_now"})) == {
        "age_now"
    }
    assert read({"contact_name": "Kim"}, only={"contact"}).told == {"contact_name": "Kim"}


def test_places_read_the_same_from_lines_and_from_a_list():
    lines = f"{ADDRESS}\n\n@kim on forum.example\napp: Pigeon\nsearch: Finder\n{ADDRESS}"
    rows = [
        {"kind": "address", "at": ADDRESS},
        {"kind": "account", "at": "@kim", "site": "forum.example"},
        {"kind": "app", "at": "Pigeon"},
        {"kind": "search", "at": "Finder"},
    ]

    assert read({"where": lines}).places == read({"where": rows}).places
    assert read({"where": rows}).places[1] == Place(PlaceKind.ACCOUNT, "@kim", "forum.example")
    assert read({"where": lines.replace("\n", " | ")}).places == read({"where": rows}).places


def test_what_is_said_on_the_phone_is_an_app_or_a_chat_by_its_name():
    places = read({"where": "the football group\nInstagram\n@kim on forum.example"}).places

    assert [(one.kind, one.at) for one in places] == [
        (PlaceKind.APP, "the football group"),
        (PlaceKind.APP, "Instagram"),
        (PlaceKind.ACCOUNT, "@kim"),
    ]


def test_a_place_that_cannot_be_read_is_named_by_its_number():
    assert refused({"where": f"{ADDRESS}\n:::"})["where"].startswith("Place 2: ")


def test_a_defanged_address_is_an_address():
    assert read({"where": "hxxps://forum[.]example/posts/1"}).places[0].kind == "address"


def test_needs_are_read_from_a_list_and_from_a_line():
    assert read({"needs": ["legal", "tech", "legal"]}).codes["needs"] == ["legal", "tech"]
    assert read({"needs": "legal, tech; legal"}).codes["needs"] == ["legal", "tech"]
    assert read({"needs_words": "A ramp"}).codes["needs"] == ["other"]


def test_words_and_names_are_never_among_the_codes():
    answers = read({"contact": {"name": "Kim", "code_word": "lantern"}, "language": "Tagalog",
                    "words": "It began in May.", "where": ADDRESS})  # fmt: skip

    assert answers.codes == {
        "where": "told", "contact": "told", "language": "told", "words": "told",
    }  # fmt: skip
    assert answers.told["contact_code_word"] == "lantern"


def test_an_answer_given_again_takes_the_place_of_the_earlier():
    earlier = read({"contact": {"name": "Kim", "at": "kim@mail.example"}, "where": ADDRESS})
    later = earlier.with_later(read({"contact": {"name": "K."}, "where": "unsaid"}))

    assert later.told == {"contact_name": "K."}
    assert later.places == ()
    assert earlier.with_later(read({"danger_now": "no"})).told == earlier.told


def test_safety_is_asked_first_and_the_plan_decides_what_follows():
    assert [question.slug for question in QUESTIONS][:3] == [
        "danger_now", "extortion", "age_when_made",
    ]  # fmt: skip
    adult = read({"age_when_made": "18plus", "age_now": "18plus"})
    assert "made_by" in asked(adult)
    assert not {"series_known", "spreads"} & set(asked(adult))
    minor = read({"age_when_made": "unsure"})
    assert {"series_known", "spreads"} <= set(asked(minor))
    assert "made_by" not in asked(minor)
    assert "made_by" not in asked(adult.with_later(read({"is_synthetic": "yes"})))


def test_the_next_question_is_the_first_unanswered_after_the_one_just_left():
    answers = read({"danger_now": "no", "age_when_made": "unsure"})

    assert next_question(answers) == "extortion"
    assert next_question(answers, after="extortion") == "age_now"
    everything = read({question.slug: "unsure" for question in QUESTIONS})
    assert next_question(everything) is None


def test_every_question_may_be_answered_by_not_sure_and_by_rather_not_say():
    for slug, question in BY_SLUG.items():
        if question.kind in {"one", "many", "text", "contact"}:
            assert {"unsure", "unsaid"} <= set(question.choices), slug
