"""The addresses of the partner search."""

from django.urls import path

from partnersearch import views

app_name = "partnersearch"
urlpatterns = [
    path("partners/", views.offer_list, name="offer_list"),
    path("partners/offers.csv", views.offer_export, name="offer_export"),
    path("partners/mine/", views.offer_mine, name="offer_mine"),
    path("partners/new/", views.offer_create, name="offer_create"),
    path("partners/<int:pk>/edit/", views.offer_edit, name="offer_edit"),
    path("partners/<int:pk>/submit/", views.offer_submit, name="offer_submit"),
    path("partners/<int:pk>/", views.offer_detail, name="offer_detail"),
    path("partners/moderation/", views.offer_moderation, name="offer_moderation"),
    path("partners/<int:pk>/decide/", views.offer_decide, name="offer_decide"),
    path("partners/<int:pk>/pause/", views.offer_pause, name="offer_pause"),
    path("partners/<int:pk>/resume/", views.offer_resume, name="offer_resume"),
    path(
        "partners/<int:pk>/partner-found/",
        views.offer_mark_partner_found,
        name="offer_mark_partner_found",
    ),
    path("partners/<int:pk>/withdraw/", views.offer_withdraw, name="offer_withdraw"),
    path("partners/<int:pk>/archive/", views.offer_archive, name="offer_archive"),
]
