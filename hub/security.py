"""Headers that keep a page from being used against its reader."""

from csp.middleware import CSPMiddleware


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    pass
