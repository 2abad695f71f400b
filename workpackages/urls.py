"""The addresses of this app; living pages have theirs below them (page_urls.py)."""

from django.urls import path

from workpackages import task_force_views

app_name = "workpackages"
urlpatterns = [
    path("members/groups/", task_force_views.group_list, name="group_list"),
    path("members/groups/<slug:slug>/", task_force_views.task_force_edit, name="task_force_edit"),
    path(
        "members/groups/<slug:slug>/<int:pk>/leave/",
        task_force_views.task_force_leave,
        name="task_force_leave",
    ),
    path("work-packages/<slug:slug>/edit/", task_force_views.package_edit, name="package_edit"),
]
