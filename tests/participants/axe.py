"""What axe-core finds on a page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

_SOURCE = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text(
    encoding="utf-8"
)


def axe(page: Page) -> list[str]:
    """Every violation, of any weight, with the elements that it means."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SOURCE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{wrong['id']} ({wrong['impact']}): {[node['html'][:120] for node in wrong['nodes']]}"
        for wrong in found["violations"]
    ]
