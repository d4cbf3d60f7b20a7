"""Our vitals say what ``web-vitals`` says, in the same page at the same time."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kitka.recorder.model import Load, View, Vital

ROOT = Path(__file__).parents[2]
NAMES = ["CLS", "FCP", "INP", "LCP", "TTFB"]

THEIRS = """
import { onCLS, onFCP, onINP, onLCP, onTTFB } from "web-vitals";
window.theirs = {};
for (const watch of [onCLS, onFCP, onINP, onLCP, onTTFB]) {
  const report = ({ name, value, rating }) => { window.theirs[name] = [value, rating]; };
  watch(report, { reportAllChanges: true });
}
"""
SHIFT = """(height) => {
  const box = document.createElement('div');
  box.style.height = `${height}px`;
  document.body.prepend(box);
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


@pytest.fixture(scope="module")
def theirs() -> str:
    command = ["node_modules/.bin/esbuild", "--bundle", "--format=iife"]
    built = subprocess.run(
        command, cwd=ROOT, input=THEIRS, capture_output=True, text=True, check=True
    )
    return built.stdout


def compare(log, names):
    """What both have told when the page is about to end."""
    told = log.page.evaluate("window.theirs")
    before = len(log.events(Vital))
    log.flush()
    ours = log.wait(lambda: log.events(Vital)[before:], "vitals")
    assert sorted({vital.name for vital in ours}) == sorted(told) == names
    for vital in ours:
        value, rating = told[vital.name]
        assert vital.value == pytest.approx(value, abs=0.06 if vital.name != "CLS" else 1e-4), vital
        assert vital.rating == rating
    return {vital.name: vital for vital in ours}


def test_a_page_with_everything(record, shop, theirs):
    log = record()
    log.page.add_init_script(theirs)
    log.page.goto(f"{shop}/signals.html")
    log.wait_for(Load)
    # Two bursts: the first is the worse one.
    for height in (300, 200):
        log.page.evaluate(SHIFT, height)
    log.page.wait_for_timeout(1100)
    log.page.evaluate(SHIFT, 60)
    log.page.evaluate(
        "document.querySelector('h1').addEventListener('click', () => {"
        " const end = performance.now() + 120; while (performance.now() < end); })"
    )
    log.page.click("h1")
    log.page.wait_for_function("window.theirs.INP && window.theirs.INP[0] >= 100")
    found = compare(log, NAMES)
    assert found["INP"].target == "h1" and found["CLS"].value > 0.05
    assert found["LCP"].target and found["CLS"].target


def test_a_page_that_nobody_used(record, shop, theirs):
    log = record()
    log.page.add_init_script(theirs)
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    log.page.wait_for_function("window.theirs.LCP && window.theirs.CLS")
    assert compare(log, ["CLS", "FCP", "LCP", "TTFB"])["CLS"].value == 0


def test_back_from_the_cache(record, shop, theirs):
    """Everything begins anew; Playwright turns the cache off, so the page's own event is given."""
    log = record()
    log.page.add_init_script(theirs)
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    log.page.wait_for_function("window.theirs.LCP && window.theirs.CLS")
    log.page.evaluate(
        "dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));"
        "window.theirs = {}; dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));"
        "const frame = (then) => () => requestAnimationFrame(then);"
        "new Promise((done) => frame(frame(frame(done)))())"
    )
    log.wait_for(View, cause="restore")
    log.flush()
    anew = {vital.name: vital.value for vital in log.events(Vital) if vital.view == 1}
    told = {name: value for name, (value, _) in log.page.evaluate("window.theirs").items()}
    assert sorted(anew) == sorted(told)
    for name, value in anew.items():
        assert value == pytest.approx(told[name], abs=20), name
