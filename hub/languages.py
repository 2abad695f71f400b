"""The reader's language."""

from django.middleware.locale import LocaleMiddleware


class ReaderLanguageMiddleware(LocaleMiddleware):
    pass
