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


OURS = """
import { describe } from "./recorder/inpage/target";
window.nameOf = (element) => describe(element).name;
"""
LABELS = """
<label>E-mail <em>*</em> <span class="field-error">Enter an e-mail address.</span><input></label>
<label>Phone <span role="alert">Too short.</span><input></label>
<label><span class="has-error">Town</span><input></label>
<label class="error">Street<input></label>
<label>Postcode <small>five digits</small><input></label>
"""


def built(source: str) -> str:
    command = ["node_modules/.bin/esbuild", "--bundle", "--format=iife", "--loader=ts"]
    done = subprocess.run(
        command, cwd=ROOT, input=source, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def both() -> str:
    return built(BOTH)


@pytest.mark.parametrize("page", ["names", "shop", "signals", "secrets", "spa"])
def test_names_roles_and_selectors(context, shop, both, page):
    opened = context.new_page()
    opened.goto(f"{shop}/{page}.html")
    opened.evaluate(both)
    told = opened.evaluate("compare()")
    assert len(told) > 5 and any(theirs[0] for _, theirs, _ in told)
    assert [each for each in told if each[1] != each[2]] == []


def test_an_error_inside_a_label_is_no_part_of_the_fields_name(context, shop):
    """A field that was refused is the same field, drawn on the spot or by the server."""
    opened = context.new_page()
    opened.goto(f"{shop}/names.html")
    opened.evaluate(built(OURS))
    opened.evaluate("(labels) => { document.body.innerHTML = labels; }", LABELS)
    names = opened.evaluate("[...document.querySelectorAll('input')].map(nameOf)")
    assert names == ["E-mail *", "Phone", "Town", "Street", "Postcode five digits"]
