"""What a browser says of itself, cut down to what is kept: no user-agent string is."""

from __future__ import annotations

import re

from kitka.recorder.model import Record

_ROBOT = re.compile(
    r"bot\b|crawl|spider|slurp|preview|headless|phantom|puppeteer|selenium|lighthouse|"
    r"facebookexternalhit|python|curl/|wget|httpclient|okhttp|java/|go-http|libwww|scrapy",
    re.IGNORECASE,
)
_IN_APP = re.compile(
    r"FBAN|FBAV|FB_IAB|Instagram|\bLine/|musical_ly|TikTok|Bytedance|Snapchat|LinkedInApp|"
    r"Pinterest|MicroMessenger|; wv\)|\bGSA/|Barcelona",
    re.IGNORECASE,
)
_IOS = re.compile(r"\((?:iPhone|iPad|iPod)")
_BROWSERS = (
    ("Edge", r"Edg(?:A|iOS)?/(\d+)"),
    ("Opera", r"OPR/(\d+)"),
    ("Samsung Internet", r"SamsungBrowser/(\d+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/(\d+)"),
    ("Chrome", r"(?:HeadlessChrome|Chrome|CriOS)/(\d+)"),
    ("Safari", r"Version/(\d+)[\d.]* .*Safari/"),
)


class Visitor(Record, frozen=True):
    """``device``: desktop, phone or tablet. ``browser``: name and major version. ``in_app``: a
    browser inside another app, which forgets cookies and does not come back from a bank."""

    device: str = "desktop"
    browser: str = ""
    robot: bool = False
    in_app: bool = False


def visitor(agent: str) -> Visitor:
    """Read a ``User-Agent`` header."""
    return Visitor(_device(agent), _browser(agent), not agent or bool(_ROBOT.search(agent)),
                   _in_app(agent))  # fmt: skip


def _device(agent: str) -> str:
    if "iPad" in agent or "Tablet" in agent or ("Android" in agent and "Mobile" not in agent):
        return "tablet"
    return "phone" if re.search(r"Mobi|iPhone|iPod|Android", agent) else "desktop"


def _browser(agent: str) -> str:
    for name, pattern in _BROWSERS:
        if found := re.search(pattern, agent):
            return f"{name} {found.group(1)}"
    return ""


def _in_app(agent: str) -> bool:
    # A web view on iOS leaves out the browser that it is not.
    web_view = bool(_IOS.search(agent)) and "AppleWebKit" in agent and "Safari/" not in agent
    return web_view or bool(_IN_APP.search(agent))
