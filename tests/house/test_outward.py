"""Every outward act asks for its release as it is done, and without one leaves nothing behind."""

import ast
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.apps import apps

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services as cases
from cases.models import Release
from complaints import services as complaints
from complaints.services.exporting import Form
from removal.services import requests
from tests.factories import cases as case_factory
from tests.factories import complaints as complaint_factory
from tests.factories import releases
from tests.factories import removal as removal_factory
from tests.factories.complaints import DRAFTED
from tests.house.source import PACKAGES, calls, functions, modules, named

pytestmark = pytest.mark.django_db


class Cast(NamedTuple):
    advocate: Any
    supervisor: Any
    attorney: Any


Ready = Callable[[Cast], Callable[[], object]]  # prepares a case; gives the act, and nothing more


def notice(cast: Cast) -> Callable[[], object]:
    request = removal_factory.draft(by=cast.advocate)
    releases.to_platform(request, by=cast.advocate, now=removal_factory.SUBMITTED)
    return lambda: requests.record_submission(
        request_id=request.pk,
        channel="web_form",
        sent_by="agency",
        submitted_at=removal_factory.SUBMITTED,
        by=cast.advocate,
        now=removal_factory.SUBMITTED,
    )


def packet(form: Form) -> Ready:
    def ready(cast: Cast) -> Callable[[], object]:
        draft = complaint_factory.complaint(by=cast.advocate)
        return lambda: complaints.export(
            draft_id=draft.pk, form=form, by=cast.advocate, now=DRAFTED
        )

    return ready


def signature(cast: Cast) -> Callable[[], object]:
    draft = complaint_factory.in_review(by=cast.advocate)
    return lambda: complaints.sign_off(draft_id=draft.pk, by=cast.supervisor, now=DRAFTED)


def prior_notice(cast: Cast) -> Callable[[], object]:
    draft = complaint_factory.complaint(by=cast.advocate)
    later = DRAFTED + timedelta(hours=1)
    complaints.write_notice(
        draft_id=draft.pk, reply_by=later + timedelta(days=1), by=cast.advocate, now=DRAFTED
    )
    return lambda: complaints.record_notice_sent(
        draft_id=draft.pk,
        sent_by="agency",
        channel="web_form",
        sent_at=later,
        by=cast.advocate,
        now=later,
    )


def addendum(cast: Cast) -> Callable[[], object]:
    draft = complaint_factory.filed(by=cast.advocate, signer=cast.supervisor)
    added = complaints.add_addendum(
        draft=draft, kind="look", text="Seen.", source=draft, now=DRAFTED, by=None
    )
    return lambda: complaints.export_addendum(addendum_id=added.pk, by=cast.advocate, now=DRAFTED)


def hand_over(cast: Cast) -> Callable[[], object]:
    case = case_factory.case(by=cast.advocate)
    releases.to_attorney(case, cast.attorney, by=cast.advocate)
    return lambda: cases.assign_case(
        case_id=case.pk,
        user_id=cast.attorney.pk,
        kind="attorney",
        by=cast.supervisor,
        now=cases.moments.database_time(),
    )


def plan(cast: Cast) -> Callable[[], object]:
    case, now = case_factory.case(by=cast.advocate), cases.moments.database_time()
    releases.to_attorney(case, cast.attorney, by=cast.advocate)
    return lambda: cases.plan_handover(
        case_id=case.pk,
        user_id=cast.attorney.pk,
        at=now + timedelta(days=1),
        by=cast.supervisor,
        now=now,
    )


ACTS: dict[str, Ready] = {
    "a notice that the agency sent": notice,
    "a packet on paper": packet(Form.PDF),
    "a packet as a Word file": packet(Form.DOCX),
    "a packet for the form": packet(Form.PORTAL),
    "a whole packet": packet(Form.ZIP),
    "a packet as text": packet(Form.TEXT),
    "a sign-off": signature,
    "a notice before a complaint": prior_notice,
    "an addendum": addendum,
    "a case given to an attorney": hand_over,
    "a hand-over that is planned": plan,
}
# Where each act asks. What runs by itself or is recorded after the fact has tests of its own:
# tests/services/test_handovers.py, test_relay_outside.py, test_complaints_released.py; taking the
# evidence log names its release by hand, and tests/services/test_evidence_log.py holds it; a list
# for outside is held by tests/services/test_exports.py.
ASKS = {
    "removal/services/requests/submission.py",
    "complaints/services/exporting.py",
    "complaints/services/signing.py",
    "complaints/services/noticing.py",
    "complaints/services/adding.py",
    "complaints/services/filing.py",
    "cases/services/assigning.py",
    "cases/services/handing_over.py",
    "cases/services/reading.py",
    "deadlines/services/outside.py",
    "evidence/services/exporting.py",
    "reports/services/exporting.py",
}


@pytest.fixture
def cast(advocate, supervisor, attorney):
    return Cast(advocate, supervisor, attorney)


def rows() -> dict[str, int]:
    models = [model for name in PACKAGES for model in apps.get_app_config(name).get_models()]
    return {model._meta.label: model._base_manager.count() for model in models}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("lack", ["none", "expired", "revoked", "another's", "too little"])
def test_without_its_release_an_outward_act_leaves_nothing(cast, name, lack):
    act = ACTS[name](cast)
    LACKS[lack](cast)
    before = rows()

    with pytest.raises(NotAllowed) as no:
        act()

    assert (no.value.code, rows()) == ("release_needed", before)


@pytest.mark.parametrize("name", ACTS)
def test_an_outward_act_enters_the_release_that_it_went_under(cast, name):
    act = ACTS[name](cast)

    act()

    entry = Entry.objects.latest("pk")
    assert any(str(one.pk) in entry.facts for one in Release.objects.all())


def gone(cast: Cast) -> None:
    """Leave releases that are for something else, as a case in work has them."""
    Release.objects.update(purpose="referral")


def expired(cast: Cast) -> None:
    for one in Release.objects.all():
        signed_on = one.signed_on - timedelta(days=60)
        Release.objects.filter(pk=one.pk).update(
            signed_on=signed_on, expires_at=one.recorded_at - timedelta(days=20)
        )


def revoked(cast: Cast) -> None:
    long_ago = removal_factory.DRAFTED - timedelta(days=1)
    Release.objects.update(revoked_at=long_ago, revoked_by=cast.advocate)


def anothers(cast: Cast) -> None:
    Release.objects.update(recipient_ref="another")


def too_little(cast: Cast) -> None:
    Release.objects.update(information=["reminders"])


LACKS = {
    "none": gone,
    "expired": expired,
    "revoked": revoked,
    "another's": anothers,
    "too little": too_little,
}


def test_every_place_that_asks_is_known_here():
    asking = {"require_release", "release_to", "require_told"}
    found = {
        named(path)
        for path in modules()
        for function in functions(path)
        if function.name not in asking
        and any(ast.unparse(call.func).rsplit(".", 1)[-1] in asking for call in calls(function))
    }

    assert {place for place in found if "/services/" in place} == ASKS
