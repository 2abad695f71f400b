"""To the other service and back."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from network.openid.provider import OpenIdAdapter

log = logging.getLogger(__name__)


def openid_connect_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _answer(OAuth2LoginView.adapter_view, request, provider_id)


def openid_connect_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _answer(OAuth2CallbackView.adapter_view, request, provider_id)


def _answer(view_of: Callable[..., Any], request: HttpRequest, provider_id: str) -> HttpResponse:
    """A service that is down or talks nonsense is no error of ours."""
    adapter = OpenIdAdapter(request, provider_id)
    try:
        return view_of(adapter)(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except (RequestException, ValueError, KeyError, TypeError, ImproperlyConfigured) as error:
        log.warning("Sign-in service %s: %s", provider_id, type(error).__name__)
        return render_authentication_error(request, adapter.get_provider(), exception=error)
