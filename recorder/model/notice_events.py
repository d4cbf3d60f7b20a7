"""What a page notices by itself: layers, blocks, dialogs, oddities, promises."""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model.parts import Event, Target


class Alert(Event, tag="alert", kw_only=True, frozen=True):
    """The page opened a native dialog, which held everything up for ``duration_ms``; ``click`` is
    the press whose task opened it. ``beforeunload`` is the question on leaving, whose words are the
    browser's own."""

    type: Literal["alert", "confirm", "prompt", "beforeunload"]
    message: str = ""
    duration_ms: float = 0.0
    click: int | None = None


class Block(Event, tag="block", kw_only=True, frozen=True):
    """The page's main thread was busy for ``duration_ms``: no press could be answered."""

    duration_ms: float
    click: int | None = None


class Cue(Event, tag="cue", kw_only=True, frozen=True):
    """What a view is about, told by its fields first and by its words second.

    ``account``: it asks for a password; ``guest``: it offers to go on without an account;
    ``signed_in``: it offers to log out; ``session_over``: it says that the shopper has been logged
    out; ``declined``: it says that a payment was refused; ``empty_basket``: it says that there is
    nothing to buy; ``no_delivery`` and ``no_payment``: that there is no way of it; ``failed``: that
    something went wrong or was not found, and not with one field; ``identity``: a field asks for
    what only an identity card or the state knows; ``no_pieces``: its link to the basket counts
    none, which says nothing as long as nothing has been put in.
    """

    what: Literal[
        "account", "guest", "signed_in", "session_over", "declined", "empty_basket",
        "no_delivery", "no_payment", "failed", "identity", "no_pieces",
    ]  # fmt: skip
    target: Target
    present: bool = True


class Layer(Event, tag="layer", kw_only=True, frozen=True):
    """Something laid itself over the page, or is gone again; ``id`` is unique in its page.

    ``asked``: it followed a press or a key at once. ``share`` of the viewport that it covers,
    ``modal`` whether it holds the rest back, ``focus`` whether it took the focus away, ``consent``
    whether it is about cookies. ``how`` it went: by a press ``inside`` it, by a ``key``, by a press
    ``outside``, or by ``itself``.
    """

    id: int
    state: Literal["shown", "gone"]
    target: Target
    asked: bool = False
    share: float = 0.0
    modal: bool = False
    focus: bool = False
    consent: bool = False
    how: Literal["", "inside", "outside", "key", "itself"] = ""


class Oddity(Event, tag="oddity", kw_only=True, frozen=True):
    """Something is visibly wrong: a picture that did not come (``image``), a word that only
    programs say (``text``: “undefined”, “NaN”), a label or price without its value (``empty``)."""

    what: Literal["image", "text", "empty"]
    target: Target
    text: str = ""


class Thrash(Event, tag="thrash", kw_only=True, frozen=True):
    """The pointer went to and fro without a press: a stretch of fast changes of direction, or of
    coming back to one control (``target``) again and again.

    ``duration_ms`` ms from the first to the last, ``distance`` px in all, ``reversals`` changes of
    direction.
    """

    duration_ms: float
    distance: float
    reversals: int
    target: Target | None = None


class Choice(Event, tag="choice", kw_only=True, frozen=True):
    """One of several (radio buttons, a list to choose from) was chosen for the first time in its
    view: ``waited_ms`` ms after they had come into the window, or after the last press, key or
    scrolling since, whichever was later; of a list until it was opened."""

    target: Target
    waited_ms: float = 0.0


class Offer(Event, tag="offer", kw_only=True, frozen=True):
    """What a view offers, in numbers only: saved addresses and cards are choices, too.

    ``choices``: ``count`` radio buttons of one group, ``target`` the first; ``delivery``: a
    sentence about when things come (``count`` 1); ``fields``: ``count`` fields of text, lists and
    groups of radio buttons to fill in, where there are 15 or more, ``target`` the first. ``price``
    is the lowest amount where every choice names one (0 for free), else −1. ``days`` are those of
    the fastest choice where each names some (of “5–7 weeks” 49), else 0. ``means`` are the kinds of
    paying that are named.
    """

    what: Literal["choices", "delivery", "fields"]
    target: Target
    count: int = 1
    price: float = -1.0
    days: int = 0
    means: tuple[str, ...] = ()


class Promise(Event, tag="promise", kw_only=True, frozen=True):
    """A promise that the scenario watches (delivery time, returns, price), as a view words it."""

    name: str
    text: str
