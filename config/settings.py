"""One settings file, driven by the environment; every name that may be set is read here."""

import os
from pathlib import Path

import environ

from config import logs, transport
from config.api_settings import REST_FRAMEWORK, REST_KNOX, SPECTACULAR_SETTINGS  # noqa: F401
from config.backup.named import (  # noqa: F401
    RECLAIM_BACKUP_MAX_AGE,
    RECLAIM_BACKUP_RECIPIENTS,
    RECLAIM_SEAL_KEY,
    RECLAIM_SEAL_PUBLIC_KEYS,
    RECLAIM_SEALS,
)
from config.embedded import broker, postgres, roles, secrets, state
from config.policy import DIRECTIVES
from config.running import patience
from sealing.live import Live

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

HOME = state.home()
KEYS = secrets.kept(HOME)

DEBUG = env.bool("RECLAIM_DEBUG", False)
SECRET_KEY = KEYS["SECRET_KEY"]
# Lists that are always of now; the first of each is the one written under (ADR 0071)
RECLAIM_AGENCY_KEYS = Live(KEYS, "RECLAIM_AGENCY_KEYS")  # "id:base64"
RECLAIM_INDEX_KEY = Live(KEYS, "RECLAIM_INDEX_KEY")
ALLOWED_HOSTS = env.list("RECLAIM_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("RECLAIM_ORIGINS", default=[])

INSTALLED_APPS = [
    "config",
    "keeping",
    "reports",
    "handouts",
    "deadlines",
    "restitution",
    "complaints",
    "intake",
    "removal",
    "evidence",
    "cases",
    "accounts",
    "sealing",
    "audit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "rest_framework",
    "template_partials",
]

MIDDLEWARE = [
    "config.running.measured.Measured",
    "config.middleware.QuietHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SecondFactor",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.SessionLimits",
    "rows.middleware.AsTheReader",
    "accounts.middleware.AskedAgain",
    "accounts.middleware.ReadersZone",
    "config.middleware.NoNul",
    "config.bodies.WordsAlone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "keeping.middleware.PurgedSpeaks",
    "config.middleware.RefusalsSpeak",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "deadlines:today"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "config.forms.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.navigation",
            ],
            "builtins": ["config.templatetags.reclaim", "template_partials.templatetags.partials"],
        },
    }
]

ROLE = roles.mine(os.environ)  # whom this process is, of the three that DATABASE_URL and two name
URL = roles.url_of(ROLE, os.environ)
DATABASES = {
    "default": (env.db_url_config(URL) if URL else postgres.connection(ROLE.name))
    | {"ENGINE": "rows", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
}
# The web server's own patience is set by config.running.web
patience.limit(DATABASES["default"], seconds=env.int("RECLAIM_STATEMENT_SECONDS", 0))

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 15}),
        ("CommonPasswordValidator", {}),
    )
]

TIME_ZONE = "UTC"  # forms read naive input in the reader's zone, set by middleware
USE_TZ = True
LANGUAGE_CODE = "en"
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is uploaded
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# No image is ever held (ADR 0002): no upload handler is installed at all.
FILE_UPLOAD_HANDLERS: list[str] = []
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

vars().update(
    env.email("EMAIL_URL")
    if "EMAIL_URL" in os.environ
    else {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(HOME / "mail"),
    }
)
DEFAULT_FROM_EMAIL = env.str("RECLAIM_MAIL_FROM", "desk@localhost")
EMAIL_TIMEOUT = 20

vars().update(
    {f"CELERY_{key.upper()}": to for key, to in broker.celery_settings(os.environ).items()}
)

HTTPS = env.bool("RECLAIM_HTTPS", False)
vars().update(transport.settings(https=HTTPS))
CONTENT_SECURITY_POLICY = {"DIRECTIVES": DIRECTIVES}

# Days after which a row of the platform directory that nobody checked warns where it is used
RECLAIM_DIRECTORY_STALE_DAYS = env.int("RECLAIM_DIRECTORY_STALE_DAYS", default=90)
RECLAIM_MAIL_DOMAINS = env.list("RECLAIM_MAIL_DOMAINS", default=[])  # unset: all are our own
RECLAIM_ALARM_TO = env.list("RECLAIM_ALARM_TO", default=[])  # else: whoever sees System
RECLAIM_AGENCY_ZONE = env.str("RECLAIM_AGENCY_ZONE", "America/New_York")  # of its working hours
RECLAIM_PURGE_WAIT_HOURS = env.int("RECLAIM_PURGE_WAIT_HOURS", 24)  # before a second yes
RECLAIM_COVER_ANSWER_HOURS = env.int("RECLAIM_COVER_ANSWER_HOURS", 5)  # before cover starts
RECLAIM_PING_URL = env.str("RECLAIM_PING_URL", "")  # asked by the watchdog alone; unset: nobody is
RECLAIM_EXIT_URL = env.str("RECLAIM_EXIT_URL", "https://www.weather.gov/")
PORTAL_ORDER = env.str("RECLAIM_PORTAL_ORDER", "")  # unset: complaints/packet/portal.toml
RECLAIM_FUNDERS = env.dict("RECLAIM_FUNDERS", default={"funder": "Our funder"})  # code=name, …
PATTERN_FEWEST_CASES = env.int("RECLAIM_PATTERN_FEWEST_CASES", 5)
RECLAIM_IDLE_SECONDS = env.int("RECLAIM_IDLE_SECONDS", 900)
RECLAIM_STEP_UP_SECONDS = env.int("RECLAIM_STEP_UP_SECONDS", 600)  # a proof stays fresh
RECLAIM_SESSION_SECONDS = env.int("RECLAIM_SESSION_SECONDS", 12 * 3600)
SESSION_COOKIE_AGE = RECLAIM_SESSION_SECONDS
RECLAIM_OPENINGS_AN_HOUR = env.int("RECLAIM_OPENINGS_AN_HOUR", 60)  # more of cases: step-up
RECLAIM_ADDRESS = env.str("RECLAIM_ADDRESS", "")  # of links in letters; unset: where it was asked

RECLAIM_METRICS_TOKEN = env.str("RECLAIM_METRICS_TOKEN", "")  # unset: this machine alone
LOGGING = logs.logging_settings(
    shape="whole" if DEBUG else env.str("RECLAIM_LOG", "plain"),
    level=env.str("RECLAIM_LOG_LEVEL", "WARNING"),
)
