"""A Word document on A4 paper: set in our language, with tables to fill in, and with no trace of who or what made it."""
from __future__ import annotations

import datetime
import io
from typing import Any, Optional, Sequence

# Millimetres and points.
PAGE, MARGIN, ROOM_TO_WRITE = (210, 297), 13, 8
SIZE, SMALL = 10, 7.5
FONT, LANGUAGE = "Arial", "en-GB"
BOX = "☐"


def begin(title: str, made: str, size: float = SIZE) -> Any:
    """A new document with its title.

    Args:
        title: what it is called, also in its properties.
        made: the day it is made, as text; the properties hold it in place of the time of day.
        size: of the letters, in points.
    """
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in PAGE)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    _styles(document, size, Pt)
    _properties(document, title, made)
    document.add_heading(title, 0)
    return document


def say(document: Any, text: str, size: Optional[float] = None, style: Optional[str] = None) -> None:
    """Adds a paragraph; `size` in points where it is not that of the document."""
    from docx.shared import Pt

    run = document.add_paragraph(style=style).add_run(text)
    if size:
        run.font.size = Pt(size)


def table(
    document: Any, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], bold_first: bool = False, room: int = ROOM_TO_WRITE,
) -> None:
    """Adds a table whose first row is repeated on each page and read out as its header.

    Args:
        header: the title of each column.
        rows: the texts of each row; what is empty is left to be filled in, with room to write.
        widths: of the columns, in millimetres.
        bold_first: whether the first cell of a row names it.
        room: the least height of a row that is to be filled in, in millimetres.
    """
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    made = document.add_table(rows=1, cols=len(header), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths):
        column.width = Mm(width)
    _fill(made.rows[0], header, widths, bold=range(len(header)))
    _mark(made.rows[0], "w:tblHeader")
    for texts in rows:
        row = made.add_row()
        _fill(row, texts, widths, bold=[0] if bold_first else [])
        if not all(texts):
            row.height, row.height_rule = Mm(room), WD_ROW_HEIGHT_RULE.AT_LEAST


def finish(document: Any) -> bytes:
    """The document as a file."""
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _fill(row: Any, texts: Sequence[str], widths: Sequence[int], bold: Sequence[int]) -> None:
    from docx.shared import Mm

    # A row that is split between two sheets is hard to fill in.
    _mark(row, "w:cantSplit")
    for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths)):
        cell.width = Mm(width)
        cell.paragraphs[0].add_run(text).bold = place in bold


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _styles(document: Any, size: float, points: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for name, letters, before in (("Normal", size, 0), ("Title", size + 8, 0), ("Heading 1", size + 2, 7), ("Heading 2", size + 1, 5)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, points(letters), RGBColor(0, 0, 0)
        # The theme's own letters would win over the name.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if "Theme" in key]:
            del fonts.attrib[key]
        style.paragraph_format.space_before, style.paragraph_format.space_after = points(before), points(2)
        style.paragraph_format.line_spacing = 1.0


def _properties(document: Any, title: str, made: str) -> None:
    day = datetime.datetime.combine(datetime.date.fromisoformat(made), datetime.time())
    told = document.core_properties
    told.title, told.language, told.created, told.modified, told.revision = title, LANGUAGE, day, day, 1
    told.author = told.last_modified_by = told.comments = told.keywords = told.subject = told.category = ""
