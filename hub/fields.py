"""Model fields that the framework does not have."""

from typing import Any

from django.db import models


class WebAddressField(models.URLField):
    """A URL; a form takes one typed without a scheme for https, as Django will from 6.0 on."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{"assume_scheme": "https", **kwargs})
