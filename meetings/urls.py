"""The addresses of this app; the meetings themselves and their reports are pages of the tree."""

from django.urls import path

from meetings import views

app_name = "meetings"

# /meetings/actions/<pk>/
action_urls = [
    path("meetings/actions/", views.action_list, name="action_list"),
    path("meetings/actions/<int:pk>/complete/", views.action_complete, name="action_complete"),
    path("meetings/actions/<int:pk>/drop/", views.action_drop, name="action_drop"),
]

# /meetings/<slug>/
meeting_urls = [
    path("meetings/<slug:slug>/meeting.ics", views.meeting_calendar, name="meeting_calendar"),
    path("meetings/<slug:slug>/report/edit/", views.report_edit, name="report_edit"),
    path("meetings/<slug:slug>/report/preview/", views.report_preview, name="report_preview"),
    path("meetings/<slug:slug>/report/publish/", views.report_publish, name="report_publish"),
]

urlpatterns = [*action_urls, *meeting_urls]
