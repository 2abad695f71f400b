import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from hub.fields import WebAddressField
from hub.models import NewsPage


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.org/a", "https://example.org/a"),
        ("http://example.org", "http://example.org"),
        ("", ""),
    ],
)
def test_an_address_typed_without_scheme_is_taken_for_https(typed, kept):
    assert WebAddressField(blank=True).formfield().clean(typed) == kept


def test_what_is_no_address_is_refused():
    with pytest.raises(ValidationError):
        WebAddressField().formfield().clean("javascript:alert(1)")


def test_migrations_know_it_as_a_plain_url():
    assert WebAddressField().deconstruct()[1] == "django.db.models.URLField"


@pytest.mark.django_db
def test_news_is_dated_today_unless_its_author_says_otherwise():
    assert NewsPage().published_on == timezone.localdate()
