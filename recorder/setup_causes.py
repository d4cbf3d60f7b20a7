"""Why a page of a shop is not recorded, and what mends it: from what a browser saw there. Pure."""

from __future__ import annotations

import re

from kitka.recorder.model import Record

SCRIPT = "/kitka.js"
WAKE = "/kitka/wake"
_JAVASCRIPT = frozenset({"", "module", "text/javascript", "application/javascript"})
_POLICY = re.compile(r"content[- ]security[- ]policy", re.I)
_DIRECTIVE = re.compile(r"directive:\s*[\"“”']?([\w-]+)")
_ABORTED = re.compile(r"abort|cancel", re.I)
"""A request that the page's end cut short: what it carried is sent by the next page."""


class Tag(Record, frozen=True):
    """A ``<script>`` that names ours. ``marks``: attributes by which consent managers know it."""

    src: str
    type: str = ""
    marks: tuple[str, ...] = ()


class Seen(Record, frozen=True):
    """What a browser saw of one document. ``failed`` and ``answered`` say for each path at the
    recorder why no answer came, and which HTTP status did."""

    origin: str
    path: str
    first: bool = False
    awake: bool = False
    tags: tuple[Tag, ...] = ()
    complaints: tuple[str, ...] = ()
    """Of the browser's console, as far as they are about policies."""
    failed: dict[str, str] = {}
    answered: dict[str, int] = {}


class Fault(Record, frozen=True):
    cause: str
    mend: str


def fault_of(seen: Seen, *, base_url: str, origins: tuple[str, ...], db: str = "") -> Fault | None:
    """The first thing to mend on a page, None where all is well."""
    if seen.awake:
        return _policy(seen, base_url) or _lost(seen, base_url)
    return (
        _tag(seen, base_url, origins)
        or _policy(seen, base_url)
        or _mixed(seen, base_url)
        or _script(seen, base_url)
        or _waking(seen, base_url, origins, db)
    )


def _tag(seen: Seen, base_url: str, origins: tuple[str, ...]) -> Fault | None:
    if not seen.tags and seen.origin not in origins:
        return Fault(
            f"{seen.origin} is neither the shop's nor a payment provider's",
            "name it under origins or payment: of the shop in kitka.toml, or payment in the study",
        )
    if not seen.tags:
        wanted = f'<script async src="{base_url}{SCRIPT}"></script>'
        return Fault("the script is not there", f"put {wanted} into this page's <head>")
    held = [tag for tag in seen.tags if tag.type.lower() not in _JAVASCRIPT or not tag.src]
    if len(held) == len(seen.tags):
        told = ", ".join((f'type="{held[0].type}"', *held[0].marks))
        return Fault(
            f"a consent manager holds the script back ({told})",
            "let it through as necessary: it does nothing for visitors without a personal link",
        )
    if not any(tag.src.startswith(base_url + "/") for tag in seen.tags):
        return Fault(
            f"the script comes from {seen.tags[0].src}",
            f"name {base_url}{SCRIPT}, or check with --base-url what it names now",
        )
    return None


def is_of_policy(message: str) -> bool:
    """Whether the browser complains that a page's policy held something back."""
    if message.startswith("[Report Only]"):
        return False
    return bool(_POLICY.search(message)) or "mixed content" in message.lower()


def _policy(seen: Seen, base_url: str) -> Fault | None:
    for complaint in seen.complaints:
        what, _, rule = complaint.partition("violates")  # the rule may name the recorder, too
        if not _POLICY.search(complaint) or base_url not in what:
            continue
        found = _DIRECTIVE.search(rule)
        given = found[1] if found else ""
        called = "connect" in given or "connect" in what.lower()
        directive = "connect-src" if called else "script-src"
        without = f" (the policy has only {given})" if given == "default-src" else ""
        blocked = "the script's calls" if called else "the script"
        return Fault(
            f"the Content-Security-Policy blocks {blocked}",
            f"add {base_url} to its {directive}{without}",
        )
    return None


def _mixed(seen: Seen, base_url: str) -> Fault | None:
    if not any("mixed content" in text.lower() for text in seen.complaints):
        return None
    return Fault(
        f"an https page loads no script from {base_url}",
        "put the recorder behind https: kitka serve --public https://…",
    )


def _script(seen: Seen, base_url: str) -> Fault | None:
    reason = seen.failed.get(SCRIPT, "")
    status = seen.answered.get(SCRIPT, 0)
    if "BLOCKED_BY_CLIENT" in reason:
        return Fault(
            "something in the browser blocks the script (a content blocker?)",
            "serve the recorder from an address of the shop's own",
        )
    if reason and not _ABORTED.search(reason):
        return Fault(
            f"the script could not be loaded ({reason})",
            f"see that {base_url} can be reached from here, and that kitka serve runs there",
        )
    if status >= 400:
        return Fault(
            f"{base_url}{SCRIPT} answers with {status}",
            "see that the address leads to kitka serve, and that its bundles are built",
        )
    if not status and not reason:
        return Fault("the script was never asked for", "see what keeps the page from loading it")
    return None


def _waking(seen: Seen, base_url: str, origins: tuple[str, ...], db: str) -> Fault:
    status = seen.answered.get(WAKE, 0)
    if status == 403 or seen.origin not in origins:
        return Fault(
            f"{seen.origin} is not declared as an origin of the shop",
            f'write origins = ["{seen.origin}"] for the shop in kitka.toml '
            "(payment = […] if it is a payment provider's)",
        )
    if status == 404:
        return Fault(
            f"the recorder at {base_url} does not know this session",
            f"it serves another file: kitka serve --db {db}" if db else "it serves another --db",
        )
    if status >= 400:
        return Fault(f"the recorder answered with {status} when the page woke", "try again")
    lost = _lost(seen, base_url)
    if lost:
        return lost
    if status:
        bundles = [path for path, answer in seen.answered.items() if answer >= 400]
        what = f" ({bundles[0]} answers with {seen.answered[bundles[0]]})" if bundles else ""
        return Fault(
            f"the page woke, but nothing records{what}", "build the scripts: npm run build"
        )
    if seen.first:
        return Fault(
            "the personal link's key did not arrive",
            "a redirect in the shop drops what follows # in the address: name the address that it "
            "leads to as the scenario's start",
        )
    return Fault(
        f"the session did not reach this page of {seen.origin}",
        "see that the shop lets it keep a record (localStorage), and that every way to this "
        "origin is a link of the shop",
    )


def _lost(seen: Seen, base_url: str) -> Fault | None:
    """Calls to the recorder that came to nothing, but for those that the page's end cut short."""
    for path, reason in seen.failed.items():
        if path != SCRIPT and not _ABORTED.search(reason):
            return Fault(
                f"calls to {base_url}{path} fail ({reason})",
                f"see that {base_url} can be reached from the shop's pages",
            )
    for path, status in seen.answered.items():
        if path == "/kitka/batches" and status >= 400:
            return Fault(
                f"the recorder refused what the page sent ({status})",
                "see what kitka serve says; a proxy may be in the way",
            )
    return None
