"""The map of the site: one prefix per language, apps by name."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from hub import feedback_views, media, views

to_log_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

handler400 = "hub.views.bad_request"
handler403 = "hub.views.permission_denied"
handler404 = "hub.views.page_not_found"
handler500 = "hub.views.server_error"

urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("sitemap.xml", views.sitemap_xml, name="sitemap_xml"),
    path("mail/", views.letter_list, name="letter_list"),
    path("mail/<slug:key>/", views.letter_detail, name="letter_detail"),
    # Wagtail's own log-ins accept a password alone, so all of them lead to ours.
    path("admin/login/", to_log_in),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("_util/login/", to_log_in),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media.media_serve, name="media_serve"),
]

urlpatterns += i18n_patterns(
    path("search/", views.site_search, name="site_search"),
    path("cookies/", views.cookie_list, name="cookie_list"),
    path("feedback/", feedback_views.feedback_create, name="feedback_create"),
    path("feedback/thanks/", feedback_views.feedback_thanks, name="feedback_thanks"),
    path("feedback/queue/", feedback_views.feedback_list, name="feedback_list"),
    path("feedback/queue/<int:pk>/", feedback_views.feedback_detail, name="feedback_detail"),
    path("feedback/queue/<int:pk>/answer/", feedback_views.feedback_answer, name="feedback_answer"),
    path("feedback/queue/<int:pk>/close/", feedback_views.feedback_close, name="feedback_close"),
    path("accounts/kept-form/", views.kept_form, name="kept_form"),
    path("accounts/", include("allauth.urls")),
    path("", include("workpackages.urls")),
    path("", include("network.urls")),
    path("", include("meetings.urls")),
    path("", include("partnersearch.urls")),
    path("", include(wagtail_urls)),
)
