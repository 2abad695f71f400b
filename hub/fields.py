"""Fields of models and forms that the framework does not have."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class WebAddressField(models.URLField):
    """A URL; a form takes one typed without a scheme for https, as Django will from 6.0 on."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{"assume_scheme": "https", **kwargs})


class LongTextField(forms.CharField):
    """Counts a new line as one character, as the reader does; never cuts off what was typed."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if value else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs | {
            "rows": max(4, (self.max_length or 0) // 120),
            "data-most": self.max_length,
            "data-counted": _("{count} of {most} characters"),
        }


class ManyField(forms.MultipleChoiceField):
    """Several values of a list, as boxes to tick in columns."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.template_name = "components/many_field.html"
