"""Figures as files: a table as CSV, a chapter as a workbook, both at once and recorded."""

from collections.abc import Iterator, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed
from cases.paper.cells import csv_pieces
from reports import workbook
from reports.chapters import CHAPTERS, Chapter, sheets
from reports.forms.scope import ScopeForm
from reports.sent import file_of
from reports.services import exporting
from reports.tables import Sheet
from reports.tables.sheet import heads, lines, share_columns
from reports.views.asked import asked_scope, me


@require_GET
def table_csv(request: HttpRequest, chapter: str, table: str) -> HttpResponseBase:
    """Give one table, as it is shown: what is hidden on the page is hidden here."""
    form = asked_scope(request, Deed.EXPORT_REPORTS)
    one = _chapter(chapter)
    if not form.is_valid():
        return _back(one, request)
    found = {sheet.key: sheet for sheet in sheets(one, form.scope())}
    if table not in found:
        raise Http404
    _record(request, one, found[table].title, "csv", form)
    pieces = csv_pieces(_lines(found[table], form), heads=heads(found[table]))
    return file_of(pieces, f"reclaim-{table}-{_today()}.csv", exporting.CSV)


@require_GET
def chapter_xlsx(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Give every table of a chapter on a sheet of its own, with the definitions first."""
    form = asked_scope(request, Deed.EXPORT_REPORTS)
    one = _chapter(chapter)
    if not form.is_valid():
        return _back(one, request)
    content = book(list(sheets(one, form.scope())), form.words())
    _record(request, one, "all its tables", "xlsx", form)
    return file_of([content], f"reclaim-{one.key}-{_today()}.xlsx", workbook.CONTENT_TYPE)


def book(found: list[Sheet], scope_words: str) -> bytes:
    """Give a workbook of these tables; its first sheet says what each figure is."""
    made = workbook.Book()
    about = [
        ("Months and filters", scope_words),
        *((sheet.title, sheet.definition) for sheet in found),
        ("Hidden", f"{found[0].hidden_words}. Nothing hidden stands anywhere in this file."),
    ]
    made.sheet("What is counted", ("Figure", "What it is"), about, widths=(30, 60))
    for sheet in found:
        made.sheet(
            sheet.title.replace("/", " "), heads(sheet), lines(sheet),
            widths=(26,), shares=share_columns(sheet),
        )  # fmt: skip
    return made.closed()


def _lines(sheet: Sheet, form: ScopeForm) -> Iterator[Sequence[object]]:
    yield from lines(sheet)
    yield []
    yield ["Months and filters", form.words()]
    yield ["What it is", sheet.definition]


def _chapter(name: str) -> Chapter:
    if name not in CHAPTERS:
        raise Http404
    return CHAPTERS[name]


def _back(one: Chapter, request: HttpRequest) -> HttpResponse:
    """Send a wrong filter to the page, which says what is wrong with it."""
    return redirect(f"{reverse(one.url_name)}?{request.GET.urlencode()}")


def _record(request: HttpRequest, one: Chapter, table: str, form: str, asked: ScopeForm) -> None:
    exporting.record_figures(
        chapter=one.label.lower(), table=_inside(table), form=form.upper(), by=me(request),
        period=str(asked.cleaned_data["months"].words),
    )  # fmt: skip


def _inside(title: str) -> str:
    """Give a title as it stands within a sentence."""
    return title[:1].lower() + title[1:]


def _today() -> str:
    return f"{timezone.localdate():%Y-%m-%d}"
