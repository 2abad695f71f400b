"""Signing in by another service that speaks OpenID Connect; which ones, the settings say."""
