"""`python -m kitka.demo_shop.seed.build DIR`: makes a seeded shop of an empty folder."""

import secrets
import sys
from pathlib import Path

from kitka.demo_shop import settings


def build(folder: Path) -> None:
    """Tables, products, pictures, search index."""
    settings.configure(settings.Runtime(folder, secrets.token_urlsafe(32)))
    from django.core.management import call_command
    from django.db import connections

    from kitka.demo_shop.seed.shop import seed

    call_command("migrate", run_syncdb=True, verbosity=0)
    seed(folder)
    call_command("rebuild_index", interactive=False, verbosity=0)
    connections.close_all()  # the last connection writes the WAL back: one file to copy


if __name__ == "__main__":
    build(Path(sys.argv[1]))
