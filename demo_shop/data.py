"""A shop's data folder: seeded once per version, copied for every start, restored by a reset."""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from kitka.demo_shop.child import child_environment
from kitka.demo_shop.cli import UsageError

HERE = Path(__file__).parent
DATABASE = "shop.sqlite3"
# Whatever decides how the seeded data look.
_SOURCES = ("seed/*", "settings.py", "*/models.py", "data.py")
_PACKAGES = ("Django", "django-oscar", "django-haystack", "Whoosh", "pillow")


def fill(folder: Path) -> None:
    """Make `folder` a freshly seeded shop; whatever an earlier start left there is replaced."""
    template = _template()
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (folder / name).unlink(missing_ok=True)
    for name in ("media", "search"):
        shutil.rmtree(folder / name, ignore_errors=True)
    shutil.copytree(template, folder, dirs_exist_ok=True)


def reset(folder: Path) -> None:
    """Restore the database of a running shop and forget its sessions; flaws stay."""
    import secrets

    from django.conf import settings
    from django.core.cache import cache

    source = sqlite3.connect(_template() / DATABASE)
    target = sqlite3.connect(folder / DATABASE, timeout=20)
    # SQLite's own backup takes the lock as any writer does, so open connections just see it.
    with contextlib.closing(source), contextlib.closing(target):
        source.backup(target)
    cache.clear()
    # Basket cookies are signed: with a new key none from before opens somebody else's basket.
    settings.SECRET_KEY = secrets.token_urlsafe(32)


def _template() -> Path:
    """The seeded folder in the cache, made when it is missing (about 3 s)."""
    template = _cache_folder() / f"demo-shop-{_fingerprint()}"
    if template.is_dir():
        return template
    try:
        template.parent.mkdir(parents=True, exist_ok=True)
        build = Path(tempfile.mkdtemp(prefix="building-", dir=template.parent))
    except OSError as error:
        raise UsageError(f"cache {template.parent} is not writable: {error.strerror}") from error
    try:
        _build(build)
        build.rename(template)
    except OSError:  # another process was faster, and its folder is as good
        if not template.is_dir():
            raise
    finally:
        shutil.rmtree(build, ignore_errors=True)
    return template


def _build(folder: Path) -> None:
    """Seed in a process of its own: Django is configured once per process, for one database."""
    command = [sys.executable, "-m", "kitka.demo_shop.seed.build", str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, env=child_environment(), check=False
    )
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise UsageError(f"the shop could not be seeded: {reason[0]}")


def _cache_folder() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "kitka"


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for package in _PACKAGES:
        digest.update(f"{package}={version(package)}\n".encode())
    for pattern in _SOURCES:
        for path in sorted(HERE.glob(pattern)):
            if path.is_file():
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
