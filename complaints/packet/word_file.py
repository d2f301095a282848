"""A paper as a Word file: real headings, numbered lists and tables; nothing of who made it."""

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from cases.paper.glyphs import without_unprintable
from complaints.packet.model import Paper, Row, Section

SAME_TIME = (1980, 1, 1, 0, 0, 0)
SAME_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 - the format holds no zone
LANGUAGE = "en-US"
SIGN_HERE = "Signature of the person who files: ____________________  Date: ________"
ACCENT = RGBColor(0x0D, 0x4F, 0x57)
FIRST_LIST = 40  # ids of our own lists begin above those of the empty file


def as_docx(paper: Paper) -> bytes:
    """Give the paper as a Word file; the same words give the same bytes."""
    made = docx.Document()
    _forget_who(made, paper)
    _set_up(made, paper)
    made.add_heading(paper.heading, level=1)
    if paper.mark:
        made.add_paragraph(paper.mark).runs[0].bold = True
    _named(made, paper.about)
    if paper.is_draft:
        made.add_paragraph(paper.caution).runs[0].bold = True
    if paper.legend:
        made.add_paragraph(paper.legend).runs[0].italic = True
    for place, section in enumerate(paper.sections):
        _section(made, section, FIRST_LIST + place)
    made.add_heading(paper.closing_title, level=2)
    _named(made, paper.closing)
    return _packed(made)


def _forget_who(made: Document, paper: Paper) -> None:
    core = made.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
    core.title, core.language, core.revision = paper.code, LANGUAGE, 1
    core.created = core.modified = SAME_MOMENT
    package = made.part.package
    for key, known in list(package.rels.items()):
        if known.reltype.endswith("/thumbnail"):  # the empty file brings a picture of itself
            del package.rels[key]


def _set_up(made: Document, paper: Paper) -> None:
    page = made.sections[0]
    page.orientation = WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Inches(8.5), Inches(11)
    page.left_margin = page.right_margin = Inches(0.9)
    _type(made)
    page.header.paragraphs[0].text = _plain(f"{paper.reference} · {paper.heading} · {paper.mark}")
    foot = page.footer.paragraphs[0]
    foot.text = f"{paper.code} · page "
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _type(made: Document) -> None:
    """Set one face throughout; the empty file's headings take theirs from a theme."""
    for name in ("Normal", "List Paragraph"):
        made.styles[name].font.name, made.styles[name].font.size = "Georgia", Pt(10.5)
    for name in ("Heading 1", "Heading 2"):
        style = made.styles[name]
        style.font.name, style.font.color.rgb = "Georgia", ACCENT
        _without_theme(style)
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), LANGUAGE)


def _without_theme(style: Any) -> None:
    for fonts in style.element.iter(qn("w:rFonts")):
        for attribute in [one for one in fonts.attrib if one.endswith("Theme")]:
            del fonts.attrib[attribute]


def _section(made: Document, section: Section, list_id: int) -> None:
    letter = f"{section.letter}  " if section.letter else ""
    made.add_heading(f"{letter}{section.title}", level=2)
    _number(made, list_id, f"{section.letter}.%1" if section.letter else "%1.")
    for line in section.lines:
        paragraph = made.add_paragraph(style="List Paragraph")
        _in_list(paragraph, list_id)
        run = paragraph.add_run(_plain(line.text))
        if line.kind == "blank_open":
            run.bold = True
        if line.by_person:
            _line_at_left(paragraph)
    if section.rows:
        _table(made, section)
    if section.signed_by_hand:
        made.add_paragraph()
        made.add_paragraph(SIGN_HERE)


def _table(made: Document, section: Section) -> None:
    table = made.add_table(rows=1, cols=len(section.columns), style="Table Grid")
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    _fill(head.cells, section.columns, bold=True)
    for line in section.rows:
        _fill(table.add_row().cells, line.cells, bold=False)
    _widths(table, section.widths)


def _fill(cells: Any, words: tuple[str, ...], *, bold: bool) -> None:
    for cell, one in zip(cells, words, strict=True):
        run = cell.paragraphs[0].add_run(_plain(one))
        run.bold, run.font.size = bold, Pt(8.5)


def _widths(table: Table, shares: tuple[float, ...]) -> None:
    table.autofit = False
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=False):
            cell.width = Inches(6.7 * share / sum(shares))


def _named(made: Document, rows: tuple[Row, ...]) -> None:
    for row in rows:
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{row.term}: ").bold = True
        paragraph.add_run(_plain(row.words))


def _number(made: Document, list_id: int, form: str) -> None:
    """Define a list whose own numbers are the sentences' ("E.2")."""
    numbering = made.part.numbering_part.element
    kind = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{list_id}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{form}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, kind)  # kinds stand before the lists that use them
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{list_id}">'
            f'<w:abstractNumId w:val="{list_id}"/></w:num>'
        )
    )


def _in_list(paragraph: Paragraph, list_id: int) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>'
        )
    )


def _line_at_left(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="12" w:space="6"'
            ' w:color="0D4F57"/></w:pBdr>'
        )
    )


def _field(paragraph: Paragraph, what: str) -> None:
    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="{what}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


def _plain(words: str) -> str:
    """Give the words without signs that the format cannot hold or that lie about direction."""
    plain: str = without_unprintable(words)
    return plain


def _packed(made: Document) -> bytes:
    """Pack it again with one time for all files: the library writes today's."""
    written, packed = io.BytesIO(), io.BytesIO()
    made.save(written)
    with zipfile.ZipFile(written) as loose, zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(loose.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            info = zipfile.ZipInfo(name, SAME_TIME)
            archive.writestr(info, loose.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
