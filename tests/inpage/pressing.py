"""What the tests of presses share: a press with a mouse, and its click."""

from __future__ import annotations

from kitka.recorder.model import Click


def press(log, selector, at=None):
    """Presses the middle of ``selector`` (or ``at`` px from its corner), whatever lies there."""
    before = len(log.events(Click))
    log.page.locator(selector).scroll_into_view_if_needed()
    box = log.page.locator(selector).bounding_box()
    dx, dy = at or (box["width"] / 2, box["height"] / 2)
    log.page.mouse.click(box["x"] + dx, box["y"] + dy)
    return log.wait(lambda: log.events(Click)[before:], selector)[0]
