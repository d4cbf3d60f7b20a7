"""Slow networks by name, set on every page of a context (Chromium only)."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, CDPSession

from kitka.recorder.errors import BrowserError
from kitka.recorder.model import Record


class Network(Record, frozen=True):
    """Latency in ms added to each request, throughput in kbit/s."""

    latency_ms: int
    down_kbps: int
    up_kbps: int


NETWORKS = {
    # Lighthouse's and WebPageTest's presets, so that numbers can be compared with theirs.
    "slow-3g": Network(400, 400, 400),
    "slow-4g": Network(150, 1600, 750),
    "fast-4g": Network(40, 9000, 9000),
    "offline": Network(0, 0, 0),
}


def check_network(context: BrowserContext, name: str) -> Network:
    """Raises BrowserError where ``name`` is unknown or the browser cannot be throttled."""
    if name not in NETWORKS:
        raise BrowserError(f"--network {name}: unknown (there are: {', '.join(NETWORKS)})")
    browser = context.browser
    engine = browser.browser_type.name if browser else "chromium"
    if engine != "chromium":
        raise BrowserError(f"--network {name}: only Chromium can be slowed down, not {engine}")
    return NETWORKS[name]


def throttle(cdp: CDPSession, network: Network) -> None:
    """Slow one page down."""
    cdp.send("Network.enable")
    cdp.send(
        "Network.emulateNetworkConditions",
        {
            "offline": network.down_kbps == 0,
            "latency": network.latency_ms,
            "downloadThroughput": network.down_kbps * 1000 / 8,
            "uploadThroughput": network.up_kbps * 1000 / 8,
        },
    )
