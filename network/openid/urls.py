"""Below /accounts/; the names are those that allauth asks for."""

from django.urls import path

from network.openid import views

urlpatterns = [
    path("oidc/<slug:provider_id>/login/", views.openid_connect_login, name="openid_connect_login"),
    path(
        "oidc/<slug:provider_id>/login/callback/",
        views.openid_connect_callback,
        name="openid_connect_callback",
    ),
]
