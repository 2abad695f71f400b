import factory
import wagtail_factories
from django.utils import timezone
from wagtail.models import Collection, Locale, Page

from hub.models import (
    ContentPage,
    Feedback,
    HomePage,
    HubDocument,
    HubImage,
    NewsIndexPage,
    NewsPage,
)


def home(language="en"):
    """The front page that every hub has."""
    return HomePage.objects.get(locale__language_code=language)


class PageFactory(wagtail_factories.PageFactory):
    """A live page in English below the front page; `locale` and `parent` may say otherwise."""

    class Meta:
        abstract = True

    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="en"))
    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        kwargs.setdefault("written_in", kwargs["locale"])
        # A parent that a test made earlier does not know its other children.
        parent = Page.objects.get(pk=(parent or home()).pk)
        return super()._create_instance(model_class, parent, kwargs)


class ContentPageFactory(PageFactory):
    class Meta:
        model = ContentPage


class NewsPageFactory(PageFactory):
    class Meta:
        model = NewsPage

    published_on = factory.LazyFunction(timezone.localdate)
    parent = factory.LazyFunction(lambda: NewsIndexPage.objects.get(locale__language_code="en"))


class ImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = HubImage

    collection = factory.LazyFunction(Collection.get_first_root_node)


class DocumentFactory(wagtail_factories.DocumentFactory):
    class Meta:
        model = HubDocument

    collection = factory.LazyFunction(Collection.get_first_root_node)


class FeedbackFactory(factory.django.DjangoModelFactory):
    """A message that waits; `answered=True` for one that somebody has answered."""

    class Meta:
        model = Feedback

    kind = "general"
    message = factory.Sequence(lambda n: f"The map of country {n} is empty.")
    name = "Tomé Valente"
    email = "extended@alma.example"
    language = "en"

    class Params:
        answered = factory.Trait(
            state="answered",
            answer="It is filled now.",
            answered_at=factory.LazyFunction(timezone.now),
            answered_by=factory.SubFactory("tests.factories.network.UserFactory"),
        )
