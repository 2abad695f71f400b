"""The addresses below a living page; the page routes them itself, so that its privacy counts."""

from django.urls import path

from workpackages import views

urlpatterns = [
    # …/<page>/
    path("", views.page_detail, name="page_detail"),
    path("facts/", views.facts_edit, name="facts_edit"),
    # …/<page>/versions/
    path("versions/", views.version_list, name="version_list"),
    path("versions/new/", views.version_new, name="version_new"),
    path("versions/<int:number>/", views.version_detail, name="version_detail"),
    path("compare/<int:older>/<int:newer>/", views.version_compare, name="version_compare"),
    # …/<page>/working-text/
    path("working-text/", views.working_text, name="working_text"),
    path("working-text/<str:clause_id>/", views.clause_edit, name="clause_edit"),
    # …/<page>/suggestions/
    path("suggestions/", views.suggestion_list, name="suggestion_list"),
    path("suggestions/new/<str:clause_id>/", views.suggestion_new, name="suggestion_new"),
    path("suggestions/<int:pk>/", views.suggestion_detail, name="suggestion_detail"),
    path("suggestions/<int:pk>/accept/", views.suggestion_accept, name="suggestion_accept"),
    path("suggestions/<int:pk>/change/", views.suggestion_change, name="suggestion_change"),
    path("suggestions/<int:pk>/decline/", views.suggestion_decline, name="suggestion_decline"),
    path("suggestions/<int:pk>/withdraw/", views.suggestion_withdraw, name="suggestion_withdraw"),
]
