"""The kinds of clause that a living text is made of; their canonical form is in clauses.py."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class InlineText(blocks.RichTextBlock):
    """Words with bold, italic and links, nothing else."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": ["bold", "italic", "link"], **kwargs})


def notes():
    """Footnotes of one clause, marked [1], [2] … in its text."""
    return blocks.ListBlock(
        InlineText(label=_("Note")),
        default=[],
        label=_("Footnotes"),
        help_text=_("Mark the place in the text with [1], [2] and so on."),
    )


class HeadingLevel:
    """Depth of a heading below the title of the page."""

    CHOICES = [("2", _("Section")), ("3", _("Part of a section")), ("4", _("Small heading"))]


class HeadingClause(blocks.StructBlock):
    """Begins a section or a part of one."""

    level = blocks.ChoiceBlock(choices=HeadingLevel.CHOICES, default="2", label=_("Level"))
    text = blocks.CharBlock(max_length=200, label=_("Heading"))
    notes = notes()

    class Meta:
        label = _("Heading")
        icon = "title"


class ParagraphClause(blocks.StructBlock):
    """One paragraph; Enter begins the next clause."""

    text = InlineText(label=_("Text"))
    notes = notes()

    class Meta:
        label = _("Paragraph")
        icon = "pilcrow"


class ListItem(blocks.StructBlock):
    """One item and how deep it stands."""

    level = blocks.ChoiceBlock(
        choices=[("1", "1"), ("2", "2"), ("3", "3")], default="1", label=_("Level")
    )
    text = InlineText(label=_("Text"))


class ListClause(blocks.StructBlock):
    """Bullets or numbers."""

    kind = blocks.ChoiceBlock(
        choices=[("bullets", _("Bullets")), ("numbers", _("Numbers"))],
        default="bullets",
        label=_("Kind"),
    )
    items = blocks.ListBlock(ListItem(label=_("Item")), min_num=1, label=_("Items"))
    notes = notes()

    class Meta:
        label = _("List")
        icon = "list-ul"


class TableRow(blocks.StructBlock):
    """The cells of one row."""

    cells = blocks.ListBlock(InlineText(required=False, label=_("Cell")), label=_("Cells"))


class TableClause(blocks.StructBlock):
    """Rows and cells."""

    caption = blocks.CharBlock(required=False, max_length=200, label=_("Caption"))
    header_row = blocks.BooleanBlock(
        required=False, default=True, label=_("The first row has the names of the columns")
    )
    rows = blocks.ListBlock(TableRow(label=_("Row")), min_num=1, label=_("Rows"))
    notes = notes()

    class Meta:
        label = _("Table")
        icon = "table"

    def clean(self, value):
        value = super().clean(value)
        if len({len(row["cells"]) for row in value["rows"]}) > 1:
            error = ValidationError(_("Every row needs the same number of cells."))
            raise blocks.StructBlockValidationError(block_errors={"rows": error})
        return value


class QuotationClause(blocks.StructBlock):
    """Words of somebody else."""

    text = InlineText(label=_("Words"))
    source = blocks.CharBlock(required=False, max_length=200, label=_("Who said it"))
    notes = notes()

    class Meta:
        label = _("Quotation")
        icon = "openquote"


class CalloutClause(blocks.StructBlock):
    """What must not be missed."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    text = InlineText(label=_("Text"))
    notes = notes()

    class Meta:
        label = _("Call-out")
        icon = "info-circle"


class ClausesBlock(blocks.StreamBlock):
    """A text of clauses. No kind is ever removed, only hidden: old versions hold it."""

    heading = HeadingClause()
    paragraph = ParagraphClause()
    list = ListClause()
    table = TableClause()
    quotation = QuotationClause()
    callout = CalloutClause()
