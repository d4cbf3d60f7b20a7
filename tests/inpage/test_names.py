"""Our short forms of two libraries say what the libraries say, element by element."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BOTH = """
import { finder } from "@medv/finder";
import { computeAccessibleName, getRole } from "dom-accessibility-api";
import { accessibleName, roleOf } from "./recorder/inpage/names";
import { shortestPath } from "./recorder/inpage/paths";

const choice = {
  idName: (name) => !/\\d/.test(name),
  className: (name) => !/\\d/.test(name),
  attr: (name) => name === "name" || name === "type" || name === "data-test",
  timeoutMs: 5000,
};
const tell = (work) => { try { return work(); } catch { return "none"; } };
const shaded = (e) => (e.shadowRoot ? all(e.shadowRoot) : []);
const all = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...shaded(e)]);
window.compare = () => all(document).map((element) => {
  const root = element.getRootNode();
  const theirs = () => finder(element, { ...choice, root, maxNumberOfPathChecks: 400 });
  const ours = () => shortestPath(element, root, { ...choice, pathsMax: 400 });
  return [
    element.outerHTML.slice(0, 100),
    [computeAccessibleName(element), getRole(element), tell(theirs)],
    [accessibleName(element), roleOf(element), tell(ours)],
  ];
});
"""


@pytest.fixture(scope="module")
def both() -> str:
    command = ["node_modules/.bin/esbuild", "--bundle", "--format=iife", "--loader=ts"]
    built = subprocess.run(
        command, cwd=ROOT, input=BOTH, capture_output=True, text=True, check=True
    )
    return built.stdout


@pytest.mark.parametrize("page", ["names", "shop", "signals", "secrets", "spa"])
def test_names_roles_and_selectors(context, shop, both, page):
    opened = context.new_page()
    opened.goto(f"{shop}/{page}.html")
    opened.evaluate(both)
    told = opened.evaluate("compare()")
    assert len(told) > 5 and any(theirs[0] for _, theirs, _ in told)
    assert [each for each in told if each[1] != each[2]] == []
