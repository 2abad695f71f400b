import pytest
from django.core.management import CommandError, call_command

from network.models import User

pytestmark = pytest.mark.django_db


def test_a_real_hub_gets_no_logins_that_everybody_knows(settings):
    settings.LOCAL = False

    with pytest.raises(CommandError):
        call_command("load_demo")

    assert not User.objects.filter(email__endswith="@alma.example").exists()
