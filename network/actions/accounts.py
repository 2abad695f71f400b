"""What happens to accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef

from network.models import User


@transaction.atomic
def forget_unconfirmed_accounts(before: datetime, dry_run: bool) -> int:
    """Accounts whose address nobody confirmed: they could never sign in, so nothing hangs on them."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    accounts = User.objects.filter(
        ~Exists(confirmed), date_joined__lt=before, last_login=None, seats=None, is_staff=False
    )
    count = accounts.count()
    if not dry_run:
        for account in accounts:
            account.delete()
    return count
