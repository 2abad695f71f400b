from django.apps import AppConfig


class WorkPackagesConfig(AppConfig):
    name = "workpackages"
