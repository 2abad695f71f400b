"""The hub's addresses and an empty view, the floor of every page."""

from django.http import HttpResponse
from django.urls import path

from hub.urls import *  # noqa: F403
from hub.urls import urlpatterns as hub_urlpatterns


def empty(request):
    return HttpResponse()


urlpatterns = [path("empty/", empty), *hub_urlpatterns]
