"""What a platform asked for beyond the four parts of a notice."""

from django.conf import settings
from django.db.models import Count

from cases.models import Case
from removal.models import Answer
from removal.rules.spoken import DEMANDS
from reports.disclosure import Cell, Key, Table, hidden, hidden_words
from reports.figures import Scope
from reports.tables import Column, Row, Sheet

ASKED = (
    "Answers in these months that asked for something beyond the four parts of a notice that the"
    " Act names (47 U.S.C. 223a(a)(1)(B)), by what they asked for. One answer may ask for several,"
    " so the rows do not add up."
)


def demands(scope: Scope) -> Sheet:
    """Give the extra demands of a platform, every kind in a row."""
    answers = Answer.objects.filter(
        request__platform=scope.platform, answered_at__gte=scope.since, answered_at__lt=scope.until
    )
    if Case.objects.filter(is_demo=False).exists():  # as the other figures do
        answers = answers.filter(case__is_demo=False)
    cells: dict[Key, Cell] = {}
    for one in DEMANDS:
        found = answers.filter(demands__contains=[one.value])
        counted = found.aggregate(answers=Count("pk"), cases=Count("case", distinct=True))
        cells[one.value,] = Cell(counted["answers"], counted["cases"])
    table = hidden(
        Table("demands", ("demand",), cells, of="answers", several=frozenset({"demand"}),
              within={"platform": scope.platform}),
        threshold=settings.PATTERN_FEWEST_CASES,
    )  # fmt: skip
    rows = []
    for one, words in DEMANDS.items():
        cell = table.cells[one.value,]
        shut = frozenset({"answers"}) if cell.is_hidden else frozenset[str]()
        rows.append(Row(one.value, words, {"answers": cell.count}, shut))
    said = hidden_words(settings.PATTERN_FEWEST_CASES)
    columns = (Column("answers", "Answers"),)
    return Sheet("demands", "Extra demands", "Asked for", ASKED, columns, tuple(rows), said)
