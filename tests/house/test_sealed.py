"""Every column that could hold a person's words is sealed, or stands here with its reason."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from sealing.blind_fields import _Blind
from sealing.column import SealedColumn
from sealing.wrapped import WrappedField
from tests.house.source import PACKAGES

TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, ArrayField)
# fmt: off
PLAIN = {
    "A code, a choice, a state or an id that the house itself gives": """
        cases.Case.code cases.Case.country cases.PlannedHandover.because
        cases.Release.recipient_ref
        intake.Plan.rules_version intake.PlanStep.service intake.PlanStep.rules
        evidence.Item.source_zone evidence.Fingerprint.producer evidence.Fingerprint.rule_version
        evidence.Fingerprint.mime
        removal.LookPlan.hours_after
        complaints.ComplaintDraft.grounds complaints.ComplaintDraft.statute
        complaints.ComplaintDraft.citation complaints.ComplaintDraft.basis
        complaints.ComplaintDraft.text_error complaints.Addendum.source_type
        complaints.Addendum.source_id
        restitution.CourtCase.district restitution.Day.remedy restitution.Determination.remedy
        restitution.Determination.outcome restitution.Determination.weighed_outcome
        restitution.Determination.weighed_path restitution.Determination.weighed_by
        restitution.RemedyFact.slug restitution.RemedyFact.value
        restitution.RemedyFact.who_settles restitution.PrivilegedNote.remedy
        deadlines.Digest.mail_state deadlines.Digest.last_error deadlines.Course.law
        deadlines.Course.connection deadlines.Course.made_by deadlines.Course.declared
        deadlines.Course.ended_because deadlines.CourseEvent.kind deadlines.CourseEvent.proof
        deadlines.Clock.basis deadlines.Clock.closed_as deadlines.Clock.last_error
        deadlines.Unclocked.reason deadlines.Step.rung deadlines.Step.state deadlines.Step.reason
        deadlines.Reminder.mail_state deadlines.Reminder.last_error deadlines.Heartbeat.name
        deadlines.Heartbeat.found deadlines.Alarm.code
        reports.Export.recipient_kind reports.Export.recipient_ref reports.Export.purpose
        reports.Export.cases reports.Export.trouble reports.KeptMonth.statute
        reports.KeptMonth.platform reports.KeptMonth.channel reports.KeptPeople.statute
        reports.KeptPeople.platform reports.KeptPeople.channel reports.KeptPeople.outcome
        accounts.CommandKey.route accounts.CommandKey.subject_id accounts.Invitation.last_error
        accounts.Invitation.time_zone accounts.Invitation.origin accounts.Notice.last_error
        accounts.LinkAsked.origin
        accounts.Notice.code accounts.User.time_zone
        accounts.Visit.browser accounts.Visit.system
        keeping.Purge.stopped_because keeping.Correction.place keeping.Correction.title
    """,
    "Answers out of lists, held to codes by a constraint of the table": """
        intake.Intake.answers intake.Plan.facts removal.RemovalRequest.conduct
    """,
    "Counts and spans, of nobody": """
        reports.Export.asked reports.KeptMonth.spans reports.KeptMonth.gone
        reports.KeptMonth.let_go reports.Snapshot.inside reports.Snapshot.outside
        complaints.Pattern.told complaints.Pattern.behind keeping.PurgeCertificate.told
    """,
    "A digest or a keyed hash, or what it is made with": """
        intake.ImportedRow.key_digest intake.ImportedRow.row_digest
        evidence.Item.screenshot_sha256 evidence.Fingerprint.blind
        complaints.PriorNotice.sha256 complaints.Pattern.sha256 complaints.Revision.sha256
        complaints.SignOff.sha256 deadlines.CalendarFeed.digest
        reports.Export.sha256 reports.Snapshot.salt reports.Snapshot.shown_sha256
        reports.Snapshot.sha256
        accounts.CommandKey.key_digest accounts.CommandKey.body_digest accounts.SignInWait.digest
        accounts.UsedChallenge.digest
        accounts.User.password accounts.RecoveryCode.digest accounts.Factor.credential_digest
        accounts.Invitation.digest keeping.PurgeCertificate.digest keeping.DataSheet.digest
    """,
    "A passkey's public half; nothing is signed in with it": "accounts.Factor.credential",
    "Of a platform, published by it or about it: no survivor is in the directory": """
        removal.Platform.slug removal.Platform.name removal.Platform.operator
        removal.Platform.operator_country removal.Platform.kind removal.Platform.report_url
        removal.Platform.alt_urls removal.Platform.contacts removal.Platform.asks_for
        removal.Platform.hash_programmes removal.Platform.coverage_reason removal.Platform.notes
        removal.Platform.conflict removal.Platform.source removal.Platform.confidence
        removal.Platform.tags removal.Platform.edited_fields removal.PlatformDomain.domain
        removal.EntryReport.found removal.PlatformChange.before removal.PlatformChange.after
        removal.PlatformChange.found
        complaints.Pattern.filing_number
    """,
    "The law and the agency's own ladder, the same for every case": """
        deadlines.Ladder.applies_to deadlines.Ladder.note deadlines.Rung.key deadlines.Rung.tells
        deadlines.Statute.code deadlines.Statute.title deadlines.Statute.citation
        deadlines.Statute.trigger deadlines.Statute.counting deadlines.Statute.extends
        deadlines.Statute.starts_from deadlines.Statute.who_may_trigger
        deadlines.Statute.elements deadlines.Statute.status deadlines.Statute.regulator
        deadlines.Statute.regulator_url deadlines.Statute.source_url deadlines.Statute.mark
        deadlines.Statute.note deadlines.Statute.short_name deadlines.Statute.reaches
        deadlines.Statute.may_ask deadlines.Statute.next_step
        restitution.ReserveAmount.source reports.Snapshot.funder reports.Snapshot.quarter
        reports.Snapshot.definitions
    """,
    "Of those who work here, by their own hand: no survivor": """
        accounts.User.email accounts.User.name accounts.DayOff.called accounts.Factor.name
        accounts.Invitation.email accounts.Invitation.name accounts.TokenNote.name
    """,
    "What anybody typed as their mailbox, for two hours at most": "accounts.LinkAsked.email",
    "Lists by case code for those who asked, ended after a day (ADR 0063): no name is in one":
        "reports.ExportPiece.content",
    "Where a rotation stands: ids of rows and of keys": """
        sealing.RetiredKey.key_id sealing.Rotation.to_key sealing.Rotation.places
    """,
    "The trail: codes and counts, which the tests of the trail hold it to": """
        audit.Entry.chain audit.Entry.actor audit.Entry.actor_role audit.Entry.action
        audit.Entry.subject_type audit.Entry.subject_id audit.Entry.facts audit.Entry.prev_hash
        audit.Entry.hash audit.TrailCheck.state audit.TrailCheck.asked_by audit.TrailCheck.broken
        audit.TrailCheck.trouble audit.ChainHead.chain audit.ChainHead.hash
        audit.ChainHead.prev_hash
    """,
}
# fmt: on
REASON = {column: reason for reason, columns in PLAIN.items() for column in columns.split()}


def held_to_choices(field) -> bool:
    return bool(field.choices or getattr(getattr(field, "base_field", None), "choices", None))


def columns():
    for name in PACKAGES:
        for model in apps.get_app_config(name).get_models():
            for field in model._meta.fields:
                yield f"{model._meta.label}.{field.name}", field


def is_open(field) -> bool:
    hidden = isinstance(field, SealedColumn | _Blind | WrappedField)
    return isinstance(field, TEXTS) and not hidden and not held_to_choices(field)


def test_every_column_that_could_hold_words_is_sealed_or_has_its_reason():
    assert [name for name, field in columns() if is_open(field) and name not in REASON] == []


def test_no_column_has_a_reason_that_it_does_not_need():
    there = dict(columns())

    assert [name for name in REASON if name in there and not is_open(there[name])] == []


@pytest.mark.parametrize(
    "what",
    [
        "cases.Survivor.name", "cases.Survivor.contact", "cases.Survivor.safe_contact",
        "cases.Person.name", "cases.Person.contact", "cases.Case.narrative", "cases.Note.text",
        "cases.Authority.holder", "evidence.Item.url", "evidence.Item.host",
        "evidence.Item.handle", "evidence.Item.account_name", "evidence.Fingerprint.digits",
        "intake.Intake.told", "intake.IntakePlace.url", "removal.RemovalRequest.signer_name",
        "removal.Submission.notice_text", "removal.Answer.words", "complaints.Revision.document",
        "restitution.PrivilegedNote.text", "restitution.CourtCase.defendant",
    ],
)  # fmt: skip
def test_names_contacts_narratives_addresses_handles_and_notes_are_sealed(what):
    assert isinstance(dict(columns())[what], SealedColumn)
