"""What the views of signed-in people share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from network import actions
from network.models import User


class SignedInRequest(HttpRequest):
    """What reaches a view below `login_required`."""

    user: User


show_or_change = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: HttpRequest) -> Any:
    """What a form was sent with, be it nothing; None before it is sent."""
    return request.POST if request.method == "POST" else None


@contextmanager
def refusal_told(request: HttpRequest) -> Iterator[None]:
    """Why a seat, a request or an invitation cannot be changed so stands on the next page."""
    try:
        yield
    except (actions.SeatError, actions.InvitationError) as error:
        messages.error(request, str(error))
