"""Django settings of the demo shop, as a function: nothing is read from the environment."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHOP_NAME = "Retki & Co"


@dataclass(frozen=True)
class Runtime:
    """What differs from start to start. `payment_url` is the provider's origin."""

    data: Path
    secret: str
    payment_url: str = ""
    cookie_wall: bool = False


def configure(runtime: Runtime) -> None:
    """Hand our settings to Django and load the apps; once per process."""
    import django
    from django.conf import settings
    from oscar import defaults

    ours = {name: getattr(defaults, name) for name in dir(defaults) if name.isupper()}
    ours |= _oscar() | _apps() | _storage(runtime.data) | _search(runtime.data) | _web(runtime)
    settings.configure(**ours, LOGGING=_logging(runtime.data))
    django.setup()


def _oscar() -> dict[str, Any]:
    return {
        "OSCAR_SHOP_NAME": SHOP_NAME,
        "OSCAR_SHOP_TAGLINE": "Gear for short trips and long ones",
        "OSCAR_HOMEPAGE": "/",
        "OSCAR_ALLOW_ANON_CHECKOUT": True,
        "OSCAR_DEFAULT_CURRENCY": "EUR",
        "OSCAR_HIDDEN_FEATURES": ["reviews", "wishlists"],
        "OSCAR_FROM_EMAIL": "orders@retki.example",
        "OSCAR_SEARCH_FACETS": {"fields": {}, "queries": {}},  # Whoosh has no facets
        "OSCAR_INITIAL_ORDER_STATUS": "Being packed",
        "OSCAR_INITIAL_LINE_STATUS": "Being packed",
    }


def _apps() -> dict[str, Any]:
    import oscar

    forks = {
        "oscar.apps.checkout.apps.CheckoutConfig": "kitka.demo_shop.checkout.apps.CheckoutConfig",
        "oscar.apps.shipping.apps.ShippingConfig": "kitka.demo_shop.shipping.apps.ShippingConfig",
    }
    apps = [forks.get(app, app) for app in oscar.INSTALLED_APPS]
    apps.append("kitka.demo_shop.aftersales.apps.AftersalesConfig")
    return {
        "INSTALLED_APPS": apps,
        "MIGRATION_MODULES": _NoMigrations(),
        "SITE_ID": 1,
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "AUTHENTICATION_BACKENDS": [
            "oscar.apps.customer.auth_backends.EmailBackend",
            "django.contrib.auth.backends.ModelBackend",
        ],
    }


class _NoMigrations(dict[str, None]):
    """Answers None for every app: tables are made from the models, 1.6 s instead of 21 s."""

    def __contains__(self, app: object) -> bool:
        return True

    def __missing__(self, app: str) -> None:
        return None


def _storage(data: Path) -> dict[str, Any]:
    sqlite = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data / "shop.sqlite3"),
        # Parallel shoppers: wait for the lock, and take it at the transaction's start.
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        },
        "CONN_MAX_AGE": None,
        "ATOMIC_REQUESTS": False,
    }
    cache = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
    return {
        "DATABASES": {"default": sqlite},
        "CACHES": {"default": cache},
        # One process serves everybody, so sessions need no table and no write lock.
        "SESSION_ENGINE": "django.contrib.sessions.backends.cache",
        "MEDIA_ROOT": str(data / "media"),
        "MEDIA_URL": "/media/",
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [str(HERE / "static")],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_MAX_AGE": 3600,
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }


def _search(data: Path) -> dict[str, Any]:
    engine = "haystack.backends.whoosh_backend.WhooshEngine"
    return {"HAYSTACK_CONNECTIONS": {"default": {"ENGINE": engine, "PATH": str(data / "search")}}}


def _web(runtime: Runtime) -> dict[str, Any]:
    processors = (
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "oscar.apps.search.context_processors.search_form",
        "oscar.apps.checkout.context_processors.checkout",
        "oscar.core.context_processors.metadata",
        "kitka.demo_shop.context.shop",
    )
    return {
        "DEBUG": False,
        "SECRET_KEY": runtime.secret,
        "ALLOWED_HOSTS": ["*"],
        "ROOT_URLCONF": "kitka.demo_shop.urls",
        "APPEND_SLASH": True,
        "LANGUAGE_CODE": "en-gb",
        "TIME_ZONE": "Europe/Helsinki",
        "USE_TZ": True,
        "PAYMENT_URL": runtime.payment_url,
        "PAYMENT_SECRET": runtime.secret,
        "COOKIE_WALL": runtime.cookie_wall,
        "MIDDLEWARE": [
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "django.middleware.security.SecurityMiddleware",
            "kitka.demo_shop.policy_middleware.PolicyMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "oscar.apps.basket.middleware.BasketMiddleware",
            "kitka.demo_shop.checkout.middleware.ThawBasket",
            "kitka.demo_shop.flaw_server.FlawMiddleware",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [str(HERE / "templates")],
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": processors},
            }
        ],
    }


def _logging(data: Path) -> dict[str, Any]:
    handler = {
        "class": "logging.FileHandler",
        "filename": str(data / "shop.log"),
        "formatter": "line",
        "delay": True,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"file": handler},
        "root": {"handlers": ["file"], "level": "WARNING"},
        "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
    }
