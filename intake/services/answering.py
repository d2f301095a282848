from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases import overwritten
from cases.models import Case
from cases.overwritten import Was
from cases.rules import TaskKind, handled_as_minor
from cases.services import advocate_of, amend_case, keep_what_goes, owe_task, settle_task
from intake.kept import answers_of
from intake.models import Intake
from intake.rules import Answers, read
from intake.rules.matter import AGES_ASKED, case_age, case_facts, still_asked
from intake.rules.questions import answered
from intake.rules.told import TOLD
from intake.rules.topics import TOPICS
from intake.rules.words import Said
from intake.services.locked import locked_intake
from intake.services.places import keep_places
from intake.services.planning import renew_plan

CALL_BACK_WITHIN = timedelta(hours=24)  # law.md section 8: a near follow-up
URGENT = ("danger_now", "extortion")


@transaction.atomic
def answer(
    *,
    case_id: UUID,
    given: Mapping[str, object],
    by: User,
    now: datetime,
    only: Collection[str] | None = None,
) -> Intake:
    """Take one answer or many; what the case knows and a plan already made follow at once."""
    require(by.role, Deed.WORK_CASE)
    intake = locked_intake(case_id=case_id, by=by)
    later = read(given, only=only)
    if not later.codes:
        raise NotAllowed("Nothing was answered.", code="nothing_answered")
    dropped = put_answers(intake=intake, later=later, by=by, now=now)
    if intake.finished_at is not None:
        renew_plan(intake=intake, by=by, now=now)
    trail.record(
        by=by,
        action="intake.answered",
        subject=intake,
        case=intake.case,
        answered=[TOPICS[slug].lower() for slug in later.codes],
        dropped=[TOPICS[slug].lower() for slug in dropped],
    )
    return intake


@transaction.atomic
def finish_follow_up(*, intake_id: UUID, by: User, now: datetime) -> Intake:
    """Say that someone called back after danger or extortion was told."""
    require(by.role, Deed.NOTE_CASE)
    mine = Intake.objects.visible_to(by).select_related("case")
    intake: Intake = mine.select_for_update(of=("self",), no_key=True).get(pk=intake_id)
    settle_task(kind=TaskKind.FOLLOW_UP.value, subject_id=intake.pk, by=by, now=now)
    trail.record(by=by, action="intake.followed_up", subject=intake, case=intake.case)
    return intake


def put_answers(*, intake: Intake, later: Answers, by: User, now: datetime) -> tuple[str, ...]:
    """Inner: put answers on a locked intake; give the slugs that no longer apply."""
    earlier = answers_of(intake)
    kept = still_asked(earlier.with_later(later))
    was = _what_goes(earlier, kept.answers)
    overwritten.keep(case=intake.case, was=was, by=by, now=now)
    intake.answers, intake.told = dict(kept.answers.codes), dict(kept.answers.told)
    intake.save(update_fields=["answers", "told"])
    if later.has("where"):
        keep_places(case=intake.case, places=kept.answers.places, by=by, now=now)
    facts = case_facts(kept.answers, later.codes)
    if _is_corrected_by_hand(intake.case, earlier) and not later.has("age_when_made"):
        facts.pop("age_when_made", None)  # only asking for it again undoes a careful correction
    if later.told.get("words"):
        facts["narrative"] = _story(intake.case, earlier.told.get("words", ""), later.told["words"])
    told = _kept_as_told(intake.case, earlier, later)
    keep_what_goes(case=intake.case, facts=facts, kept=told, by=by, now=now)
    amend_case(case=intake.case, facts=facts)
    if any(later.said(slug) == Said.YES for slug in URGENT):
        _owe_a_call(intake, now)
    return kept.dropped


def _what_goes(before: Answers, after: Answers) -> list[Was]:
    """Give the answers and words that others take the place of; places go row by row."""
    codes = [
        Was(f"intake.{slug}", f"Answered at intake: {TOPICS.get(slug, slug)}", answered(slug, said))
        for slug, said in before.codes.items()
        if said != TOLD and after.codes.get(slug) != said
    ]
    words = [
        Was(f"intake.told.{slug}", f"Told at intake: {TOPICS.get(slug, slug)}", str(said))
        for slug, said in before.told.items()
        if after.told.get(slug) != said
    ]
    return codes + words


def _kept_as_told(case: Case, earlier: Answers, later: Answers) -> dict[str, str]:
    """Give what of the case stands in its answers too, and is kept as these.

    Of a story only earlier words go; the age that a case is handled by is a fact of its own.
    """
    facts = case_facts(earlier, [slug for slug in later.codes if slug not in AGES_ASKED])
    return {**facts, "narrative": str(case.narrative)}


def _is_corrected_by_hand(case: Case, earlier: Answers) -> bool:
    return handled_as_minor(case.age_when_made) and case.age_when_made != case_age(earlier)


def _story(case: Case, earlier: str, words: str) -> str:
    """Give the case's story with these words in the place of the earlier ones, or at its end."""
    story = str(case.narrative)
    if earlier and earlier in story:
        return story.replace(earlier, words)
    return f"{story}\n\n{words}".strip()


def _owe_a_call(intake: Intake, now: datetime) -> None:
    owe_task(
        case=intake.case,
        kind=TaskKind.FOLLOW_UP.value,
        subject_id=intake.pk,
        due_at=now + CALL_BACK_WITHIN,
        assigned_to=advocate_of(case=intake.case),
        now=now,
    )
