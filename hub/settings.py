"""All settings of the hub. What differs between machines comes from the environment (docs/settings.md)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.conf import locale as django_locale
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_noop

# Paths

BASE_DIR = Path(__file__).resolve().parent.parent

# Switches from the environment

env = environ.Env()
# What the hub writes on one machine: the SQLite database, uploads, caches, the demo's mails.
VAR_DIR = Path(env("HUB_VAR_DIR", default=str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", default=False)
# The demo runs on one machine over plain HTTP, with mails in files that a local page shows.
DEMO = env.bool("HUB_DEMO", default=False)
LOCAL = DEBUG or DEMO
SECRET_KEY = env("SECRET_KEY", default="only-for-development") if LOCAL else env("SECRET_KEY")
HUB_URL = env("HUB_URL", default="http://localhost:8000" if LOCAL else "").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if LOCAL else [])

HUB_NAME = env("HUB_NAME", default=gettext_noop("ALMA network"))
HUB_TAGLINE = env("HUB_TAGLINE", default="Aim · Learn · Master · Achieve")
HUB_CONTACT_EMAIL = env("HUB_CONTACT_EMAIL", default="secretariat@alma.example")

# Duties: what stands beside the emblem ("funded" or "co-funded"), and the licence of the content.
HUB_FUNDING = env("HUB_FUNDING", default="funded")
if HUB_FUNDING not in {"funded", "co-funded"}:
    raise ImproperlyConfigured("HUB_FUNDING is “funded” or “co-funded”.")
HUB_LICENCE_NAME = env("HUB_LICENCE_NAME", default="CC BY 4.0")
HUB_LICENCE_URL = env("HUB_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/")

# Apps and middleware

INSTALLED_APPS = [
    "meetings",
    "partnersearch",
    "workpackages",
    "network",
    "hub",
    "wagtail_localize",
    "wagtail_localize.locales",  # takes the place of wagtail.locales
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # lets the form renderer find templates/django/forms
]

MIDDLEWARE = [
    # First of all, so that files and what a later one refuses carry the headers as well.
    "hub.security.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.languages.ReaderLanguageMiddleware",
    "hub.security.NullCharacterMiddleware",
    # Before the session: what it answers has no cookie, no user and no CSRF token.
    "hub.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hub.kept_forms.KeptFormMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "network.second_factor.SecondFactorMiddleware",
    "network.history.ActingMiddleware",
    "hub.redirects.ReaderRedirectMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.context_processors.hub",
            ],
        },
    },
]

# Database

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'hub.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(exist_ok=True)
    # Readers beside one writer, and writers that wait for each other instead of failing; what is
    # deleted is overwritten.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# `default` counts rate limits, so all processes must share it; `pages` holds whole pages for visitors.
CACHES = {
    "default": env.cache(
        "CACHE_URL",
        default="dbcache://hub_cache",
    ),
    "pages": env.cache(
        "PAGE_CACHE_URL",
        default=f"filecache://{VAR_DIR / 'cache' / 'pages'}",
    ),
}
CACHES["pages"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 2000)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Languages: the 24 of the European Union, in the order of its sites; some of them are switched on.

django_locale.LANG_INFO["mt"] = {
    "bidi": False,
    "code": "mt",
    "name": "Maltese",
    "name_local": "Malti",
}
LANGUAGES = [
    ("bg", "български"),
    ("es", "español"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("et", "eesti"),
    ("el", "ελληνικά"),
    ("en", "English"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("hr", "hrvatski"),
    ("it", "italiano"),
    ("lv", "latviešu"),
    ("lt", "lietuvių"),
    ("hu", "magyar"),
    ("mt", "Malti"),
    ("nl", "Nederlands"),
    ("pl", "polski"),
    ("pt", "português"),
    ("ro", "română"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("fi", "suomi"),
    ("sv", "svenska"),
]
HUB_LANGUAGES = env.list("HUB_LANGUAGES", default=["en", "da", "sv", "de"])
LANGUAGE_CODE = HUB_LANGUAGES[0]
WAGTAIL_CONTENT_LANGUAGES = [pair for pair in LANGUAGES if pair[0] in HUB_LANGUAGES]
LOCALE_PATHS = [BASE_DIR / "hub" / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
FORMAT_MODULE_PATH = ["hub.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = LOCAL  # no collectstatic before the first look
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a work programme in Wagtail's editor has thousands

# Mail

if LOCAL:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env(
    "DEFAULT_FROM_EMAIL", default=f"{HUB_NAME} <no-reply@alma.example>"
)

# Doors: the e-mail address is the login; see network/ for who may do what afterwards.

AUTH_USER_MODEL = "network.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second step is told to its person
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "network.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "network.forms.LogInForm",
    "signup": "network.forms.SignUpForm",
    "reset_password": "network.forms.ResetPasswordForm",
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Failed log-ins count per account and network address together, and per network address
# (network/accounts.py); a passkey or a reset always gets in.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip"}
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# How many proxies of ours stand before the hub: each adds one address to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("HUB_PROXIES", default=0 if LOCAL else 1)
MFA_RATE_LIMITS = {"webauthn_login": None}  # a passkey cannot be guessed
# Secretariat, expert, steering group, auditor and administrators go nowhere without a second step.
HUB_SECOND_FACTOR = env.bool("HUB_SECOND_FACTOR", default=not DEMO)
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
MFA_FORMS = {"add_webauthn": "network.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = HUB_NAME
MFA_TOTP_TOLERANCE = 1  # the code before this one still counts: people type slowly, clocks differ
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL

# Other services to sign in by, over OpenID Connect (docs/settings.md). They grant no role, and
# never open an account that is there already: its person connects the service, signed in.

HUB_OPENID = [
    {
        "provider_id": service.lower(),
        "name": env(f"HUB_OPENID_{service.upper()}_NAME", default=service),
        "client_id": env(f"HUB_OPENID_{service.upper()}_CLIENT"),
        "secret": env(f"HUB_OPENID_{service.upper()}_SECRET", default=""),
        "settings": {"server_url": env(f"HUB_OPENID_{service.upper()}_URL")},
    }
    for service in env.list("HUB_OPENID", default=[])
]
# Where the browser may be led from our forms: to the services, and on to their log-in pages.
HUB_OPENID_ORIGINS = [
    *("/".join(service["settings"]["server_url"].split("/")[:3]) for service in HUB_OPENID),
    *env.list("HUB_OPENID_ORIGINS", default=[]),
]
SOCIALACCOUNT_ADAPTER = "network.accounts.SocialAccountAdapter"
SOCIALACCOUNT_FORMS = {"signup": "network.forms.OpenIdSignUpForm"}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "network.openid.provider.OpenIdProvider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": HUB_OPENID,
    }
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Personal data. Days by the key of a rule (`manage.py apply_retention --dry-run` prints them): a.b=30,c.d=90

HUB_RETENTION = env.dict("HUB_RETENTION", default={})
HUB_ERASURE_GRACE_DAYS = env.int("HUB_ERASURE_GRACE_DAYS", default=7)
HUB_DATA_COPY_DAYS = env.int("HUB_DATA_COPY_DAYS", default=7)

# Wagtail

WAGTAIL_SITE_NAME = HUB_NAME
WAGTAILADMIN_BASE_URL = HUB_URL or None
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# What is private is for persons, never for whoever knows a word.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "hub.HubImage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "hub.HubDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Security. No third party is asked for anything; /admin/ alone may use inline scripts (hub/security.py).

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [SELF],
        "object-src": [NONE],
    }
}
CSRF_FAILURE_VIEW = "hub.views.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview shows pages in a frame
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # asks for X_FRAME_OPTIONS = "DENY"; see the line above
]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if not LOCAL:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
    SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [HUB_URL] if HUB_URL else []

# Log: no addresses of visitors

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Whoever asks under a foreign name is told so (400); that is no error of the hub.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
