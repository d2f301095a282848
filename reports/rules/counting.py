"""What a funder is told: each breakdown, its buckets, and what its words mean."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

VERSION = "2026.1"  # of these definitions; a locked report keeps the one it was counted by
NOT_REPORTED = "not_reported"

SERVED = (
    "A person is served in a quarter in which at least one service below was given. A case is one"
    " person."
)
NEW = (
    "New: served in this quarter, and not counted as new in another quarter of the same federal"
    " fiscal year in a report locked for this funder."
)
CONTINUING = (
    "Continuing: served in this quarter, and counted as new in another quarter of the year."
)
RELEASED = (
    "Only people whose signed release for this funder lets them be counted, and stands at the"
    " moment the report is locked. A release that ended or was revoked before takes the person out."
)
NOT_SAID = "Not reported is one bucket: not sure, rather not say, and never asked or left blank."


class Person(NamedTuple):
    """One person served, in codes: what the counting looks at."""

    age_now: str = ""
    age_when_made: str = ""
    country: str = ""
    happened: str = ""
    extortion: str = ""
    synthetic: str = ""
    channel: str = ""
    outcome: str = "not_asked"
    services: frozenset[str] = frozenset()


class Breakdown(NamedTuple):
    """One question asked of everyone new; `several`: one person may stand in more than one."""

    slug: str
    title: str
    means: str
    buckets: Mapping[str, str]
    several: bool = False

    def of(self, person: Person) -> Collection[str]:
        """Give the buckets that this person stands in: one, or the several."""
        said = getattr(person, self.slug)
        if self.several:
            return [bucket for bucket in self.buckets if bucket in said]
        return [self._bucket(said)]

    def _bucket(self, said: str) -> str:
        if said in self.buckets:
            return said
        if said.isupper() and "elsewhere" in self.buckets:  # a country's code
            return "elsewhere"
        return NOT_REPORTED


# fmt: off
_UNSAID = {NOT_REPORTED: "Not reported"}
_AGES = {"under18": "Under 18", "18plus": "18 or over", **_UNSAID}
_YES_NO = {"yes": "Yes", "no": "No", **_UNSAID}

BREAKDOWNS = (
    Breakdown("age_now", "Age now", "As the person says at intake.", _AGES),
    Breakdown("age_when_made", "Age when the image was made",
              "As the person says; not sure is handled as under 18, and counted as not reported.",
              _AGES),
    Breakdown("country", "Country", "Where the person is now.",
              {"US": "United States", "elsewhere": "Another country", **_UNSAID}),
    Breakdown("happened", "What happened",
              "As the person says at intake.",
              {"threat_only": "Threatened, not shared", "posted": "Shared, no threats",
               "both": "Shared and threatened", **_UNSAID}),
    Breakdown("extortion", "Extortion",
              "Someone asks for money, images or anything else, and threatens to share.", _YES_NO),
    Breakdown("synthetic", "Made or altered by a computer",
              "A “deepfake”, a face put on another body, clothes removed by an app.", _YES_NO),
    Breakdown("channel", "How the person came", "How the intake was taken.",
              {"wizard": "In person, one question at a time", "phone": "By phone",
               "api": "From another program", "import": "From another service's table", **_UNSAID}),
    Breakdown("outcome", "Outcome at the end of the quarter",
              "Of the removal requests sent by then, without those withdrawn.",
              {"all_down": "Everything asked for came down", "some_down": "Some of it came down",
               "none_down": "Asked for, nothing down yet",
               "not_asked": "None asked for, or all withdrawn"}),
    Breakdown("services", "Services given in the quarter",
              "One person may have been given several: the lines add up to more than the people.",
              {"intake": "Intake and a plan", "referral": "Help to reach another service",
               "removal": "Removal request", "complaint": "Complaint to a regulator filed",
               "restitution": "Facts for restitution taken",
               "support": "Contact, and work on the case"}, several=True),
)
# fmt: on
