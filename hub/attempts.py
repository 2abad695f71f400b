"""Counts how often one computer sends a form, without keeping its address."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def are_too_many(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count one more; the key is a hash that only this hub can make and that ends by itself."""
    address = get_adapter().get_client_ip(request)
    key = f"attempts-{what}-{salted_hmac('hub.attempts', address).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ended between the two lines
        return False
