"""What a control is called, and what the page that it led to calls itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kitka.analyzer.session.views import PageView


def words(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", text.casefold()) if len(word) > 2]


def heading(view: PageView) -> set[str]:
    """The words of a page's title and address."""
    return titled(view) | set(words(view.path))


def titled(view: PageView) -> set[str]:
    return set(words(view.event.title)) if view.event else set()


def astray(promised: Sequence[str], view: PageView) -> bool:
    """Most of what a control is called does not stand on the page that it led to: things that are
    alike have some words in common."""
    missing = set(promised) - heading(view)
    return 2 * len(missing) > len(set(promised)) > 0


def sibling(promised: Sequence[str], view: PageView, before: PageView) -> bool:
    """The page, come to from the view ``before``, names another thing of the same kind than the
    control did: by a word in common the control was called after such things, and title and address
    agree on a word that it had not."""
    other = (titled(view) & set(words(view.path))) - titled(before) - set(promised)
    return bool(other and set(promised) & titled(view)) and astray(promised, view)
