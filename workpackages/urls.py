"""The addresses of this app."""

app_name = "workpackages"
urlpatterns: list = []
