from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.reference import language_choices
from network.models.seat import Seat
from network.models.visibility import SHOWN_FIELDS, Audience, Sight, sight_of


def validate_time_zone(name: str) -> None:
    """A name of the time zone database."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


validate_phone = RegexValidator(
    r"^\+?[0-9 ()/.-]{5,40}\Z",
    _("Write digits, spaces and perhaps a plus in front, such as +46 63 000 00 00."),
)


def default_language() -> str:
    return settings.LANGUAGE_CODE


def _shown_to(default: str = Audience.NOBODY) -> models.CharField:
    """To whom a part of the profile is shown; the most private choice unless said otherwise."""
    return models.CharField(_("shown to"), max_length=10, choices=Audience.choices, default=default)


class UserQuerySet(models.QuerySet):
    """Which people."""

    def in_directory(self):
        """Those who have a confirmed seat today."""
        seats = Seat.objects.current().filter(person=OuterRef("pk"))
        return self.filter(Exists(seats), is_active=True)

    def visible_to(self, reader):
        """Members see whoever is in the directory; others those who chose so, and themselves."""
        people = self.in_directory()
        if sight_of(reader).names:
            return people
        return people.filter(Q(name_shown_to=Audience.EVERYBODY) | Q(pk=reader.pk))

    def about(self, words: str, reader):
        """Every word stands in what this reader is shown of the person, or in the organisation."""
        audiences = sight_of(reader).audiences
        people = self
        for word in words.split():
            organisations = Seat.objects.current().filter(
                Q(organisation__name__icontains=word) | Q(organisation__latin_name__icontains=word),
                person=OuterRef("pk"),
            )
            shown = Q(Exists(organisations))
            for spelling in {word, word.lower(), word.capitalize()}:
                shown |= Q(first_name__icontains=spelling) | Q(last_name__icontains=spelling)
                for field in ("post", "biography"):
                    is_shown = {f"{SHOWN_FIELDS[field]}__in": audiences}
                    shown |= Q(**{f"{field}__icontains": spelling}, **is_shown)
            people = people.filter(shown)
        return people


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Accounts by their e-mail address."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person with an account; the e-mail address is the login."""

    username = None
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("This e-mail address has an account already.")},
    )
    language = models.CharField(
        _("preferred language"), max_length=5, choices=settings.LANGUAGES, default=default_language
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        default="Europe/Brussels",
        validators=[validate_time_zone],
    )
    post = models.CharField(_("post"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[validate_phone])
    spoken_languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    biography = models.TextField(_("about me"), max_length=1000, blank=True)
    written_in = models.CharField(
        _("language of these texts"), max_length=5, choices=language_choices, blank=True
    )
    name_shown_to = _shown_to(Audience.MEMBERS)
    post_shown_to = _shown_to()
    email_shown_to = _shown_to()
    phone_shown_to = _shown_to()
    languages_shown_to = _shown_to()
    biography_shown_to = _shown_to()

    # The row of an erased person stays, so that what the network decided keeps its author.
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
            models.CheckConstraint(
                condition=~Q(name_shown_to=Audience.NOBODY), name="members_see_names"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An account that any form closes is not that of the last secretariat."""
        super().clean()
        if self.pk and not self.is_active:
            secretariat = self.seats.model.objects.of_secretariat()
            others = secretariat.exclude(person_id=self.pk)
            if secretariat.filter(person_id=self.pk).exists() and not others.exists():
                raise ValidationError(
                    _("The network needs a secretariat: name another person first.")
                )

    def get_full_name(self) -> str:
        """The name that Wagtail shows too."""
        return gettext("former member") if self.erased_at else super().get_full_name()

    @property
    def name(self) -> str:
        """What to call this person."""
        return self.get_full_name() or self.email

    @property
    def name_for_others(self) -> str:
        """Never the address, which is shown to those alone whom the person chose."""
        return self.get_full_name() or gettext("A person without a name")

    @property
    def language_of_texts(self) -> str:
        return self.written_in or self.language

    def get_absolute_url(self) -> str:
        return reverse("network:person_detail", kwargs={"pk": self.pk})

    def shows(self, sight: Sight) -> dict[str, object]:
        """What somebody with this sight is shown of the profile; what is empty is left out."""
        return {
            field: value
            for field, audience in SHOWN_FIELDS.items()
            if getattr(self, audience) in sight.audiences and (value := getattr(self, field))
        }

    def has_name_for(self, sight: Sight) -> bool:
        return sight.names or self.name_shown_to == Audience.EVERYBODY
