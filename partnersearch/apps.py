from django.apps import AppConfig


class PartnerSearchConfig(AppConfig):
    name = "partnersearch"
