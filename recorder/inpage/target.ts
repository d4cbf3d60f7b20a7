// Describes an element so that the same button is the same button in every session. Costly
// (styles, selectors), so only for elements that were clicked, focused or reported.

import { round } from "./context";
import { accessibleName, roleOf } from "./names";
import { shortestPath } from "./paths";
import {
  FRICTION_MARKS, HIDDEN_TEXT, collapse, inputType, isChoice, isField, isTextEntry, withoutDigits,
  withoutValues,
  EDITABLE,
} from "./privacy";
import { attempt, now } from "./safe";
import { isStepper } from "./steppers";
import type { Rect, Target } from "./types";

const NAME_MAX = 80;
const TEST_IDS = ["data-testid", "data-test-id", "data-test", "data-qa", "data-cy"];

const INTERACTIVE = [
  "button", "a[href]", "area[href]", "input:not([type=hidden])", "select", "textarea", "label",
  "summary", "option", "video[controls]", "audio[controls]", "[onclick]:not(body):not(html)",
  '[tabindex]:not([tabindex^="-"])', '[contenteditable]:not([contenteditable="false" i])',
  ...["button", "link", "tab", "menuitem", "menuitemcheckbox", "menuitemradio", "checkbox",
    "switch", "option", "radio", "combobox", "slider", "spinbutton", "treeitem", "textbox",
  ].map((role) => `[role=${role}]`),
].join(",");

const SAID = "[role=alert],[aria-live],[class$=error],[class$=errors],[class*='error '],[class$=errorlist],.invalid-feedback";
const DRAWN = "[role=radio],[role=checkbox],[role=switch]";

export const parentOf = (element: Element): Element | null => {
  const parent = element.parentNode;
  return parent instanceof ShadowRoot ? parent.host : element.parentElement;
};

/** The innermost element that an event came to, in an open shadow tree too. Only while it is handled. */
export const originOf = (event: Event): Element | null => {
  const element = event.composedPath()[0];
  return element instanceof Element ? element : null;
};

/**
 * The control that a press on `element` is meant for, else the element itself. A pointer cursor
 * makes a control too, but a marked one further out wins: icons inherit their button's cursor.
 */
export function controlOf(element: Element): { control: Element; interactive: boolean } {
  let pointed: Element | null = null;
  for (let at: Element | null = element; at && at.localName !== "body"; at = parentOf(at)) {
    if (at.matches(INTERACTIVE)) {
      const labelled = at.localName === "label" ? (at as HTMLLabelElement).control : null;
      // Libraries draw a choice of their own beside a field that nobody sees.
      const drawn = labelled?.matches("[aria-hidden=true]") && at.querySelector(DRAWN);
      return { control: drawn || (labelled ?? at), interactive: true };
    }
    if (getComputedStyle(at).cursor === "pointer") pointed = at;
    else if (pointed) break;
  }
  return pointed ? { control: pointed, interactive: true } : { control: element, interactive: false };
}

// ------------------------------------------------------------------ selector

const GENERATED = /\d{3,}|:|^(?:ember|radix|headlessui|react|mui|yui|ext|downshift|gwt|jsf|uid)[-_]?.*\d|[0-9a-f]{8,}/i;
const HASHED = /^(?:css|sc|jss|emotion)-?[\w-]*|[_-]{1,2}[A-Za-z0-9]*(?:\d[A-Za-z]|[a-z][A-Z])[A-Za-z0-9]*$/;
const STATE = /^(?:is|has|ng|was|js)-|^(?:active|focus|focused|hover|open|opened|closed|selected|checked|disabled|show|shown|visible|hidden|hide|loading|error|invalid|valid|in|out|fade|collapsed|current|dirty|touched)$/i;

const stableId = (id: string): boolean => /^[A-Za-z][\w-]*$/.test(id) && !GENERATED.test(id);
const stableClass = (name: string): boolean =>
  /^[A-Za-z][\w-]{2,}$/.test(name) && !/\d/.test(name) && !HASHED.test(name) && !STATE.test(name);
const stableAttribute = (name: string, value: string): boolean =>
  value.length < 60 &&
  (TEST_IDS.includes(name) || ((name === "name" || name === "type") && stableId(value)));

/** One look each, before a search that costs a hundred. */
function quickSelector(element: Element, root: Document | ShadowRoot): string | null {
  const id = element.getAttribute("id") ?? "";
  const name = element.getAttribute("name") ?? "";
  const named = name && !GENERATED.test(name) ? `${element.localName}[name="${CSS.escape(name)}"]` : "";
  const own = stableId(id) ? `#${CSS.escape(id)}` : named;
  const only = (selector: string, within: ParentNode): boolean => within.querySelectorAll(selector).length === 1;
  if (own && only(own, root)) return own;
  // Within a form, what stands there once is named by the form: one search for all its fields.
  const { form } = element as HTMLInputElement;
  if (!(form instanceof HTMLFormElement) || !form.contains(element) || form.getRootNode() !== root) return null;
  const inForm = own || element.localName;
  return only(inForm, form) ? `${selectorOf(form).split(" >>> ").pop() ?? ""} ${inForm}` : null;
}

function withinRoot(element: Element, root: Document | ShadowRoot): string {
  const quick = quickSelector(element, root);
  if (quick) return quick;
  const found = attempt(() =>
    shortestPath(element, root, { idName: stableId, className: stableClass, attr: stableAttribute, timeoutMs: 15, pathsMax: 400 }),
  );
  return found ?? element.localName;
}

const selectors = new WeakMap<Element, string>();

/** Unique in the page; through shadow roots it is joined by ` >>> `. Kept per element. */
export function selectorOf(element: Element): string {
  const known = selectors.get(element);
  if (known !== undefined) return known;
  const root = element.getRootNode();
  let selector: string;
  if (root instanceof ShadowRoot) selector = `${selectorOf(root.host)} >>> ${withinRoot(element, root)}`;
  else if (element.isConnected) selector = withinRoot(element, document);
  else return element.localName;
  selectors.set(element, selector);
  return selector;
}

// ------------------------------------------------------------------ name

/** Never what somebody typed: fields are named by their labels, and other names are masked. */
function nameOf(element: Element): string {
  if (element.closest(HIDDEN_TEXT) && !isField(element)) {
    return element.matches(EDITABLE) ? masked(element.getAttribute("aria-label") ?? "") : "";
  }
  let name = attempt(() => withoutErrors(element, accessibleName(element))) ?? "";
  if (name === "" && (isChoice(element) || element.matches(DRAWN))) {
    const label = labelOf(element) ?? element.closest("label");
    // A label that holds what is masked, typed or listed gives no name.
    if (!label?.querySelector(`${HIDDEN_TEXT},select,textarea`)) name = label?.textContent ?? "";
  }
  // In the place of a label it is all that is read (HTML-AAM's last resort).
  name ||= element.getAttribute("placeholder") ?? "";
  if (name === "" && !isField(element) && !isTextEntry(element)) {
    const text = element.textContent ?? "";
    // Without a role there is no name; a short text still tells a person which box it was.
    if (text.length <= 4 * NAME_MAX && !element.querySelector("input,textarea,select")) name = text;
  }
  return masked(name);
}

/** An error that is drawn inside a label is said of its field, and no part of the field's name. */
function withoutErrors(field: Element, name: string): string {
  for (const label of (field as HTMLInputElement).labels ?? []) {
    for (const said of label.querySelectorAll(SAID)) name = name.replace(said.textContent?.trim() ?? "", "").trim() || name;
  }
  return name;
}

const masked = (name: string): string => withoutDigits(withoutValues(collapse(name))).slice(0, NAME_MAX);

function testIdOf(element: Element): string | undefined {
  for (const attribute of TEST_IDS) {
    const value = element.getAttribute(attribute);
    if (value) return value.slice(0, NAME_MAX);
  }
  return undefined;
}

const labelOf = (element: Element): Element | undefined => (element as HTMLInputElement).labels?.[0];

/** Of a field that is not drawn: of its label, which is what is seen and pressed. */
export function rectOf(element: Element): Rect {
  const seen = element.getClientRects()[0] ? element : (labelOf(element) ?? element);
  const { left, top, width, height } = seen.getBoundingClientRect();
  return [round(left), round(top), round(width), round(height)];
}

const described = new WeakMap<Element, { at: number; target: Target }>();

/** Natively, its own or its fieldset's; or said to be so, it or what it stands in. */
export const isDisabled = (element: Element): boolean => element.matches(":disabled") || element.closest("[aria-disabled=true]") !== null;

/** What may have changed since a moment ago. */
function freshly(target: Target, element: Element): Target {
  const now = { ...target, rect: rectOf(element) };
  if (isDisabled(element)) now.disabled = true;
  return now;
}

/** `fresh` reads rectangle and state; without it a description up to 2 s old will do. */
export function describe(element: Element, fresh = true): Target {
  const known = described.get(element);
  const at = now();
  if (known && at - known.at < 2000) return fresh ? freshly(known.target, element) : known.target;
  const target: Target = {
    role: attempt(() => roleOf(element)) ?? "",
    name: nameOf(element),
    selector: selectorOf(element),
    tag: element.localName,
    interactive: element.matches(INTERACTIVE),
    text_entry: isTextEntry(element),
    ignore: element.closest(FRICTION_MARKS) !== null,
  };
  const role = element.getAttribute("role")?.trim().split(/\s+/)[0];
  if (role) target.role = role;
  const testId = testIdOf(element);
  if (testId !== undefined) target.test_id = testId;
  const type = inputType(element) || (element.localName === "button" ? (element as HTMLButtonElement).type : "");
  if (type) target.type = type;
  if (attempt(() => isStepper(element, target.name ?? ""))) target.stepper = true;
  described.set(element, { at, target });
  return fresh ? freshly(target, element) : target;
}

/** Whether a shopper can see it; forces style, not layout, where the browser can tell so. */
export function isVisible(element: Element): boolean {
  if (!element.isConnected) return false;
  if (typeof element.checkVisibility !== "function") return element.getClientRects().length > 0;
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}
