"""The address of a report; the page routes it itself, so that its privacy counts."""

from django.urls import path

from meetings import views

urlpatterns = [path("", views.report_detail, name="report_detail")]
