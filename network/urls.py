"""The addresses of this app."""

from django.urls import path

from network.views import (
    accounts,
    directory,
    entries,
    history,
    invitations,
    personal_data,
    profile,
    seats,
)

app_name = "network"

# /projects/
project_urls = [
    path("projects/", entries.project_list, name="project_list"),
    path("projects/projects.csv", entries.project_export, name="project_export"),
    path("projects/<slug:slug>/", entries.project_detail, name="project_detail"),
    path("projects/<slug:slug>/publish/", entries.project_publish, name="project_publish"),
    path("projects/<slug:slug>/withdraw/", entries.project_withdraw, name="project_withdraw"),
]

# /map/
map_urls = [
    path("map/", entries.country_list, name="country_list"),
    path("map/<slug:country>/", entries.country_detail, name="country_detail"),
    path(
        "map/programmes/<slug:slug>/publish/", entries.programme_publish, name="programme_publish"
    ),
    path(
        "map/programmes/<slug:slug>/withdraw/",
        entries.programme_withdraw,
        name="programme_withdraw",
    ),
]

# /members/
member_urls = [
    path("members/", directory.organisation_list, name="organisation_list"),
    path("members/organisations.csv", directory.organisation_export, name="organisation_export"),
    path("members/people/", directory.person_list, name="person_list"),
    path("members/people/people.csv", directory.person_export, name="person_export"),
    path("members/people/<int:pk>/", directory.person_detail, name="person_detail"),
    path("members/<slug:slug>/", directory.organisation_detail, name="organisation_detail"),
]

# /accounts/
account_urls = [
    path("accounts/profile/", profile.profile_edit, name="profile_edit"),
    path("accounts/acting/", profile.seat_choose, name="seat_choose"),
    path("accounts/all/", accounts.account_list, name="account_list"),
    path("accounts/all/<int:pk>/", accounts.account_detail, name="account_detail"),
    path("accounts/all/<int:pk>/close/", accounts.account_close, name="account_close"),
    path("accounts/all/<int:pk>/reopen/", accounts.account_reopen, name="account_reopen"),
    path("accounts/all/<int:pk>/reset/", accounts.account_reset, name="account_reset"),
]

# /history/
history_urls = [
    path("history/", history.history_list, name="history_list"),
    path("history/history.csv", history.history_export, name="history_export"),
    path("history/<str:kind>/<str:pk>/", history.history_detail, name="history_detail"),
]

# /accounts/data/ and /accounts/erasures/
personal_data_urls = [
    path(
        "privacy/notices/",
        personal_data.privacy_notice_list,
        name="privacy_notice_list",
    ),
    path("accounts/data/", personal_data.personal_data, name="personal_data"),
    path("accounts/data/copy/", personal_data.data_copy_ask, name="data_copy_ask"),
    path(
        "accounts/data/copies/<uuid:key>/",
        personal_data.data_copy_fetch,
        name="data_copy_fetch",
    ),
    path(
        "accounts/data/consents/<slug:purpose>/give/",
        personal_data.consent_give,
        name="consent_give",
    ),
    path(
        "accounts/data/consents/<slug:purpose>/withdraw/",
        personal_data.consent_withdraw,
        name="consent_withdraw",
    ),
    path("accounts/data/erase/", personal_data.erasure_ask, name="erasure_ask"),
    path("accounts/erasures/", personal_data.erasure_list, name="erasure_list"),
    path("accounts/erasures/new/", personal_data.erasure_create, name="erasure_create"),
    path(
        "accounts/erasures/<int:pk>/cancel/",
        personal_data.erasure_cancel,
        name="erasure_cancel",
    ),
]

# /accounts/seats/
seat_urls = [
    path("accounts/seats/", seats.seat_mine, name="seat_mine"),
    path("accounts/seats/ask/", seats.seat_ask, name="seat_ask"),
    path("accounts/seats/ask/new/", seats.organisation_propose, name="organisation_propose"),
    path("accounts/seats/ask/in/<slug:slug>/", seats.seat_request, name="seat_request"),
    path("accounts/seats/requests/", seats.seat_queue, name="seat_queue"),
    path("accounts/seats/requests/<int:pk>/", seats.seat_decide, name="seat_decide"),
    path("accounts/seats/proposals/<int:pk>/", seats.proposal_decide, name="proposal_decide"),
    path(
        "accounts/seats/proposals/<int:pk>/withdraw/",
        seats.proposal_withdraw,
        name="proposal_withdraw",
    ),
    path("accounts/seats/<int:pk>/withdraw/", seats.seat_withdraw, name="seat_withdraw"),
    path("accounts/seats/<int:pk>/end/", seats.seat_end, name="seat_end"),
    path("accounts/seats/<int:pk>/hand-over/", seats.seat_hand_over, name="seat_hand_over"),
]

# /accounts/people/, /accounts/invitations/
invitation_urls = [
    path("accounts/people/<slug:slug>/", invitations.people_list, name="people_list"),
    path(
        "accounts/people/<slug:slug>/invite/",
        invitations.invitation_create,
        name="invitation_create",
    ),
    path(
        "accounts/invitations/<int:pk>/renew/",
        invitations.invitation_renew,
        name="invitation_renew",
    ),
    path(
        "accounts/invitations/<int:pk>/withdraw/",
        invitations.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path(
        "accounts/invitations/<int:pk>/accept/",
        invitations.invitation_accept,
        name="invitation_accept",
    ),
    path(
        "accounts/invitations/<int:pk>/decline/",
        invitations.invitation_decline,
        name="invitation_decline",
    ),
    path(
        "accounts/invitation/<str:token>/",
        invitations.invitation_answer,
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
