"""The addresses of this app."""

app_name = "partnersearch"
urlpatterns: list = []
