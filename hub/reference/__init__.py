"""Reference lists."""


def country_choices():
    return []
