"""What an editor composes a content page of."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SMALL_TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "blocks/text.html"


class CallOutKind(models.TextChoices):
    """What a call-out asks of the reader."""

    INFORMATION = "information", _("Good to know")
    ATTENTION = "attention", _("Please note")


class CallOutBlock(blocks.StructBlock):
    """A few sentences that must not be missed."""

    kind = blocks.ChoiceBlock(
        choices=CallOutKind.choices, default=CallOutKind.INFORMATION, label=_("Kind")
    )
    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    text = blocks.RichTextBlock(features=SMALL_TEXT_FEATURES, label=_("Text"))

    class Meta:
        label = _("Call-out")
        icon = "info-circle"
        template = "blocks/call_out.html"


class TitledTextBlock(blocks.StructBlock):
    """A heading with its text."""

    heading = blocks.CharBlock(max_length=160, label=_("Heading"))
    text = blocks.RichTextBlock(features=SMALL_TEXT_FEATURES, label=_("Text"))


class StepsBlock(blocks.ListBlock):
    """What happens first, next and last."""

    def __init__(self, **kwargs):
        super().__init__(TitledTextBlock(label=_("Step")), **kwargs)

    class Meta:
        label = _("Numbered steps")
        icon = "list-ol"
        template = "blocks/steps.html"


class AccordionBlock(blocks.ListBlock):
    """Questions that open to their answers."""

    def __init__(self, **kwargs):
        super().__init__(TitledTextBlock(label=_("Question")), **kwargs)

    class Meta:
        label = _("Accordion")
        icon = "collapse-down"
        template = "blocks/accordion.html"


class DocumentListBlock(blocks.StructBlock):
    """Files to download, with their kind and size."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    documents = blocks.ListBlock(DocumentChooserBlock(label=_("Document")), label=_("Documents"))

    class Meta:
        label = _("Document list")
        icon = "doc-full"
        template = "blocks/document_list.html"


class QuotationBlock(blocks.StructBlock):
    """Somebody's own words."""

    text = blocks.TextBlock(label=_("Words"))
    attribution = blocks.CharBlock(required=False, max_length=160, label=_("Who said it"))

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "blocks/quotation.html"


class PictureValue(blocks.StructValue):
    """Adds the words that stand for the picture."""

    @cached_property
    def alt(self) -> str:
        return self["alternative_text"] or self["image"].alternative_text


class PictureBlock(blocks.StructBlock):
    """An image with the words that stand for it and the name of who took it."""

    image = ImageChooserBlock(label=_("Image"))
    alternative_text = blocks.CharBlock(
        required=False,
        max_length=255,
        label=_("Alternative text"),
        help_text=_("Empty: the text that the image itself carries."),
    )
    caption = blocks.CharBlock(required=False, max_length=255, label=_("Caption"))

    class Meta:
        label = _("Image")
        icon = "image"
        template = "blocks/picture.html"
        value_class = PictureValue


class ContentBlocks(blocks.StreamBlock):
    """The body of a content page."""

    text = TextBlock()
    call_out = CallOutBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    document_list = DocumentListBlock()
    quotation = QuotationBlock()
    picture = PictureBlock()
