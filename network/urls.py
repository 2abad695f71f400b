"""The addresses of this app."""

from django.urls import path

from network import (
    account_views,
    directory_views,
    history_views,
    invitation_views,
    personal_data_views,
    seat_views,
    views,
)

app_name = "network"

# /projects/
project_urls = [
    path("projects/", views.project_list, name="project_list"),
    path("projects/projects.csv", views.project_export, name="project_export"),
    path("projects/<slug:slug>/", views.project_detail, name="project_detail"),
    path("projects/<slug:slug>/publish/", views.project_publish, name="project_publish"),
    path("projects/<slug:slug>/withdraw/", views.project_withdraw, name="project_withdraw"),
]

# /map/
map_urls = [
    path("map/", views.country_list, name="country_list"),
    path("map/<slug:country>/", views.country_detail, name="country_detail"),
    path("map/programmes/<slug:slug>/publish/", views.programme_publish, name="programme_publish"),
    path(
        "map/programmes/<slug:slug>/withdraw/", views.programme_withdraw, name="programme_withdraw"
    ),
]

# /members/
member_urls = [
    path("members/", directory_views.organisation_list, name="organisation_list"),
    path(
        "members/organisations.csv", directory_views.organisation_export, name="organisation_export"
    ),
    path("members/people/", directory_views.person_list, name="person_list"),
    path("members/people/people.csv", directory_views.person_export, name="person_export"),
    path("members/people/<int:pk>/", directory_views.person_detail, name="person_detail"),
    path("members/<slug:slug>/", directory_views.organisation_detail, name="organisation_detail"),
]

# /accounts/
account_urls = [
    path("accounts/profile/", views.profile_edit, name="profile_edit"),
    path("accounts/acting/", views.seat_choose, name="seat_choose"),
    path("accounts/all/", account_views.account_list, name="account_list"),
    path("accounts/all/<int:pk>/", account_views.account_detail, name="account_detail"),
    path("accounts/all/<int:pk>/close/", account_views.account_close, name="account_close"),
    path("accounts/all/<int:pk>/reopen/", account_views.account_reopen, name="account_reopen"),
    path("accounts/all/<int:pk>/reset/", account_views.account_reset, name="account_reset"),
]

# /history/
history_urls = [
    path("history/", history_views.history_list, name="history_list"),
    path("history/history.csv", history_views.history_export, name="history_export"),
    path("history/<str:kind>/<str:pk>/", history_views.history_detail, name="history_detail"),
]

# /accounts/data/ and /accounts/erasures/
personal_data_urls = [
    path(
        "privacy/notices/",
        personal_data_views.privacy_notice_list,
        name="privacy_notice_list",
    ),
    path("accounts/data/", personal_data_views.personal_data, name="personal_data"),
    path("accounts/data/copy/", personal_data_views.data_copy_ask, name="data_copy_ask"),
    path(
        "accounts/data/copies/<uuid:key>/",
        personal_data_views.data_copy_fetch,
        name="data_copy_fetch",
    ),
    path(
        "accounts/data/consents/<slug:purpose>/give/",
        personal_data_views.consent_give,
        name="consent_give",
    ),
    path(
        "accounts/data/consents/<slug:purpose>/withdraw/",
        personal_data_views.consent_withdraw,
        name="consent_withdraw",
    ),
    path("accounts/data/erase/", personal_data_views.erasure_ask, name="erasure_ask"),
    path("accounts/erasures/", personal_data_views.erasure_list, name="erasure_list"),
    path("accounts/erasures/new/", personal_data_views.erasure_create, name="erasure_create"),
    path(
        "accounts/erasures/<int:pk>/cancel/",
        personal_data_views.erasure_cancel,
        name="erasure_cancel",
    ),
]

# /accounts/seats/
seat_urls = [
    path("accounts/seats/", seat_views.seat_mine, name="seat_mine"),
    path("accounts/seats/ask/", seat_views.seat_ask, name="seat_ask"),
    path("accounts/seats/ask/new/", seat_views.organisation_propose, name="organisation_propose"),
    path("accounts/seats/ask/in/<slug:slug>/", seat_views.seat_request, name="seat_request"),
    path("accounts/seats/requests/", seat_views.seat_queue, name="seat_queue"),
    path("accounts/seats/requests/<int:pk>/", seat_views.seat_decide, name="seat_decide"),
    path("accounts/seats/proposals/<int:pk>/", seat_views.proposal_decide, name="proposal_decide"),
    path(
        "accounts/seats/proposals/<int:pk>/withdraw/",
        seat_views.proposal_withdraw,
        name="proposal_withdraw",
    ),
    path("accounts/seats/<int:pk>/withdraw/", seat_views.seat_withdraw, name="seat_withdraw"),
    path("accounts/seats/<int:pk>/end/", seat_views.seat_end, name="seat_end"),
    path("accounts/seats/<int:pk>/hand-over/", seat_views.seat_hand_over, name="seat_hand_over"),
]

# /accounts/people/, /accounts/invitations/
invitation_urls = [
    path("accounts/people/<slug:slug>/", invitation_views.people_list, name="people_list"),
    path(
        "accounts/people/<slug:slug>/invite/",
        invitation_views.invitation_create,
        name="invitation_create",
    ),
    path(
        "accounts/invitations/<int:pk>/renew/",
        invitation_views.invitation_renew,
        name="invitation_renew",
    ),
    path(
        "accounts/invitations/<int:pk>/withdraw/",
        invitation_views.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path(
        "accounts/invitations/<int:pk>/accept/",
        invitation_views.invitation_accept,
        name="invitation_accept",
    ),
    path(
        "accounts/invitations/<int:pk>/decline/",
        invitation_views.invitation_decline,
        name="invitation_decline",
    ),
    path(
        "accounts/invitation/<str:token>/",
        invitation_views.invitation_answer,
        name="invitation_answer",
    ),
]

urlpatterns = [
    *project_urls,
    *map_urls,
    *member_urls,
    *account_urls,
    *seat_urls,
    *invitation_urls,
    *history_urls,
    *personal_data_urls,
]
