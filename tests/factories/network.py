from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from network.actions import derive_groups
from network.models import (
    Circle,
    Function,
    Invitation,
    MobilityProgramme,
    Organisation,
    OrganisationKind,
    OrganisationProposal,
    Project,
    ProjectAmount,
    ProjectPartner,
    ProjectSection,
    Seat,
    State,
    User,
)
from network.models.invitation import hashed


class UserFactory(factory.django.DjangoModelFactory):
    """An account with a verified address; `password="…"` if a test logs in by the form."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person-{n}@alma.example")
    first_name = factory.Sequence(lambda n: f"Person {n}")
    last_name = "Example"

    @classmethod
    def _create(cls, model_class, *args, password=None, **kwargs):
        user = User.objects.create_user(password=password, **kwargs)
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        return user


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    kind = OrganisationKind.NGO
    country = "SE"
    language = "en"

    class Params:
        core = factory.Trait(circle=Circle.CORE, kind=OrganisationKind.PUBLIC_BODY)
        extended = factory.Trait(circle=Circle.EXTENDED)
        operator = factory.Trait(circle=Circle.PROJECTS)
        authority = factory.Trait(
            circle=Circle.CORE, kind=OrganisationKind.PUBLIC_BODY, is_authority=True
        )


class SeatFactory(factory.django.DjangoModelFactory):
    """A confirmed seat with the rights it gives; `waiting=True` for one not yet confirmed."""

    class Meta:
        model = Seat

    person = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    function = Function.MEMBER
    confirmed_at = factory.LazyFunction(timezone.now)
    confirmed_by = factory.SubFactory(UserFactory, first_name="Colleague who confirms")

    class Params:
        waiting = factory.Trait(confirmed_at=None, confirmed_by=None)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        seat = super()._create(model_class, *args, **kwargs)
        derive_groups(person=seat.person)
        return seat


class ProposalFactory(factory.django.DjangoModelFactory):
    """An organisation that somebody has named and nobody has taken in."""

    class Meta:
        model = OrganisationProposal

    person = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Ny förening {n}")
    kind = OrganisationKind.NGO
    country = "SE"


class InvitationFactory(factory.django.DjangoModelFactory):
    """An open invitation that was sent just now; its link works with the token hashed in it."""

    class Meta:
        model = Invitation

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"invited-{n}@alma.example")
    language = "en"
    token_hash = factory.Sequence(lambda n: hashed(f"token-{n}"))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class MobilityProgrammeFactory(factory.django.DjangoModelFactory):
    """A published programme; `proposed=True` for one that waits."""

    class Meta:
        model = MobilityProgramme

    name = factory.Sequence(lambda n: f"Mobility programme {n}")
    slug = factory.Sequence(lambda n: f"mobility-programme-{n}")
    language = "sv"
    country = "SE"
    state = State.PUBLISHED

    class Params:
        proposed = factory.Trait(state=State.PROPOSED)


class ProjectFactory(factory.django.DjangoModelFactory):
    """A published project; `proposed=True` for one that waits."""

    class Meta:
        model = Project

    title = factory.Sequence(lambda n: f"Projekt {n}")
    english_title = factory.Sequence(lambda n: f"Project {n}")
    slug = factory.Sequence(lambda n: f"project-{n}")
    language = "sv"
    country = "SE"
    starts_on = date(2011, 11, 1)
    ends_on = date(2014, 9, 30)
    date_precision = "days"
    state = State.PUBLISHED

    class Params:
        proposed = factory.Trait(state=State.PROPOSED)


class ProjectAmountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProjectAmount

    project = factory.SubFactory(ProjectFactory)
    kind = "total"
    amount = Decimal("1000")
    currency = "SEK"


class ProjectPartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProjectPartner

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Partner {n}")
    country = "DK"


class ProjectSectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProjectSection

    project = factory.SubFactory(ProjectFactory)
    heading = "Bakgrund"
    text = "Ungdomar som söker arbete."
