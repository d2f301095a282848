"""The page on which a table of intakes is pasted, tried and taken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.rules import Deed, require
from audit.rules import NotAllowed
from cases.views.asked import answers, ask_and_answer, me
from intake.forms.table import TableForm
from intake.importing import Report, take_table
from intake.rules.questions import QUESTIONS
from intake.rules.rows import Table, read_table


@ask_and_answer
def import_table(request: HttpRequest) -> HttpResponse:
    """Try a pasted table or take it; what was refused stands there again, to be mended."""
    require(me(request).role, Deed.OPEN_CASE)
    form = TableForm(answers(request))
    report = _report(request, form) if form.is_valid() else None
    is_refused = form.is_bound and report is None
    tried = "try" in request.POST
    if report and not tried:
        form = TableForm(initial={"table": report.refused})
    page = {"form": form, "report": report, "tried": tried, "columns": _columns()}
    return render(request, "intake/import.html", page, status=422 if is_refused else 200)


def _report(request: HttpRequest, form: TableForm) -> Report | None:
    try:
        table = _with_keys(read_table(form.cleaned_data["table"]), form)
        return take_table(table, by=me(request), now=timezone.now(), dry_run="try" in request.POST)
    except NotAllowed as no:
        form.add_error("table" if no.field == "table" else None, no.sentence)
        return None


def _with_keys(table: Table, form: TableForm) -> Table:
    """Key each row without a key by its page: sent again by a reload, it comes in once."""
    sheet = form.cleaned_data["sheet"]
    rows = (
        row if row.row_key else row._replace(row_key=f"{sheet}:{row.number}") for row in table.rows
    )
    return table._replace(rows=tuple(rows))


def _columns() -> list[tuple[str, str, str]]:
    """Give every column with its question and the codes that it takes."""
    rows = []
    for question in QUESTIONS:
        codes = "" if question.slug == "country" else ", ".join(question.choices)
        rows.append((question.slug, question.asks, codes))
        rows += [(part.slug, part.asks, ", ".join(part.choices)) for part in question.parts
                 if part.slug != question.slug]  # fmt: skip
    return rows
