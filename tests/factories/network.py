import factory
from django.utils import timezone

from network.actions import derive_groups
from network.models import Circle, Function, Organisation, OrganisationKind, Seat, User


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
