"""Of the person: who they are, how to reach them, the numbers that others gave them."""

from cases.models import Case, Task
from cases.rules import TaskKind
from cases.rules.release_words import Information
from cases.rules.spoken import TASKS
from complaints.models import CyberTip
from evidence.log.rows import moment
from intake.models import PlanStep
from intake.rules import SERVICES
from restitution.subpoena.part import Part, Table, with_case


def identity(case: Case) -> Part:
    person = case.survivor
    rows = [("Name", person.name), ("Known here as", case.code), ("Client since",
            moment(case.opened_at))]  # fmt: skip
    table = Table.of("Who the person is", (("What", 1), ("As recorded", 3)), rows)
    return Part(Information.IDENTITY.value, (table,))


def contact(case: Case) -> Part:
    rows = [("Contact", case.survivor.contact)] if case.survivor.contact else []
    table = Table.of("How to reach them", (("What", 1), ("As recorded", 3)), rows)
    return Part(Information.CONTACT.value, (table,))


def references(case: Case) -> Part:
    """Give numbers of reports made elsewhere, as far as they are kept here with a yes."""
    steps = PlanStep.objects.filter(case=case).exclude(reference=b"").order_by("place")
    numbers = [
        (_service(step.service), step.reference, moment(step.decided_at))
        for step in with_case(case, steps)
    ]
    tips = CyberTip.objects.filter(case=case, kind="number", agreed=True).order_by("recorded_at")
    numbers += [
        ("NCMEC CyberTipline", tip.number, moment(tip.recorded_at)) for tip in with_case(case, tips)
    ]
    columns = (("Where", 2), ("Number", 2), ("Recorded (UTC)", 2))
    return Part(Information.REFERENCES.value, (Table.of("Reference numbers", columns, numbers),))


def reminders(case: Case) -> Part:
    """Give what is due, by its kind and moment; a person's own words stay."""
    owed = Task.objects.filter(case=case).open().exclude(kind=TaskKind.RESTITUTION.value)
    rows = [(TASKS[TaskKind(one.kind)], moment(one.due_at)) for one in owed.order_by("created_at")]
    columns = (("What is due", 3), ("By (UTC)", 2))
    return Part(Information.REMINDERS.value, (Table.of("What is due", columns, rows),))


def _service(slug: str) -> str:
    known = SERVICES.get(slug)
    return known.name if known else slug
