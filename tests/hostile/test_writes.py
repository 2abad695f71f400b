"""The watcher that the hostile requests rely on."""

import pytest
from django.db import transaction

from network.models import Organisation
from tests.factories.network import OrganisationFactory
from tests.hostile.writes import Writes


@pytest.mark.django_db
def test_what_was_taken_back_does_not_count():
    with Writes() as writes:
        with transaction.atomic():
            OrganisationFactory()
            transaction.set_rollback(True)
        after_that = writes.tables()
    assert after_that == set()


@pytest.mark.django_db
def test_what_is_left_counts_and_what_met_no_row_does_not():
    with Writes() as writes:
        Organisation.objects.filter(pk=0).update(name="Nobody")
        with transaction.atomic():
            OrganisationFactory()
    assert {"network_organisation", "network_historicalorganisation"} <= writes.tables()
    assert "network_user" not in writes.tables()
