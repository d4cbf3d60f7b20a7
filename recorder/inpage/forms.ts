// Forms that are sent, refused, and shown again with or without what had been filled in.

import { hear } from "./barmarks";
import { Context } from "./context";
import { BUTTONS, LINKS, fieldsIn, groupOf, isData, isWanting, keyOf } from "./groups";
import { EDITABLE, isFilled, isField, isSensitive, isSetByDrivers, shownUrl } from "./privacy";
import { attempt, later, now, parseJson, patch, preceded, toJson, wallClock } from "./safe";
import { describe, isVisible, originOf, parentOf, selectorOf } from "./target";
import type { FieldState, SubmitEventOut } from "./types";

const SENT = "kitka.submitted";
const SENT_MAX_AGE = 10 * 60_000;
const AGAIN_MS = 5000;
const REFUSED_MS = 1000;
const RESTORED_MS = 1000;

/** The same form on the next page, whatever the server rendered anew. */
export function formKey(form: HTMLFormElement): string {
  // getAttribute: a field named "id" or "name" hides the form's own property.
  const id = form.getAttribute("id") ?? form.getAttribute("name");
  if (id && !/\d{3,}/.test(id)) return id;
  const action = form.getAttribute("action");
  return action ? `action:${shownUrl(action).split("?")[0]}` : selectorOf(form);
}

const ERROR_AROUND = ".has-error,.field-error,.is-invalid,.field--error,.form-group.error,.control-group.error,.has-danger";

export function isMarkedInvalid(element: Element): boolean {
  if (element.getAttribute("aria-invalid") === "true" || element.matches(".is-invalid,.invalid,.error")) return true;
  const around = element.closest(ERROR_AROUND);
  return around !== null && around.querySelectorAll("input:not([type=hidden]),select,textarea").length <= 3;
}

/** The state of a form's fields now; radio buttons and checkboxes of one name are one field. */
export function fieldStates(form: Element, native: boolean): FieldState[] {
  const states = new Map<string, FieldState>();
  for (const element of fieldsIn(form)) {
    if (states.size >= 60) break;
    const key = keyOf(element);
    const invalid = isMarkedInvalid(element) || (native && !element.validity.valid);
    const known = states.get(key);
    if (known) {
      known.filled ||= isFilled(element);
      known.invalid ||= invalid;
    } else {
      states.set(key, { key, target: describe(element, false), filled: isFilled(element), invalid, sensitive: isSensitive(element) });
    }
  }
  return [...states.values()];
}

interface Pending {
  form: Element;
  t: number;
  view: number;
  event: SubmitEventOut;
  shownBefore: string;
  done: boolean;
}

export function watchForms(ctx: Context): void {
  const pending: Pending[] = [];
  const tell = (submit: Pending, refused: SubmitEventOut["refused"], replaced = false): void => {
    if (submit.done) return;
    submit.done = true;
    submit.event.refused = refused;
    ctx.emit(submit.event, submit.t, submit.view);
    if (refused === "" && submit.event.method) remember(submit.event.form, besides(submit.form));
    watchAgain(ctx, submit, replaced);
  };
  const take = (form: Element, via: Element | null, native: boolean): Pending => {
    const event: SubmitEventOut = { kind: "submit", form: "", target: describe(form, false), fields: fieldStates(form, native), refused: "", method: "" };
    if (form instanceof HTMLFormElement) {
      event.form = formKey(form);
      event.method = via && via.getAttribute("type") === "button" ? "" : methodOf(form, via);
    } else if (via) event.form = selectorOf(via);
    if (via) event.via = describe(via);
    return { form, t: now(), view: ctx.view, event, shownBefore: location.pathname, done: false };
  };
  hear<SubmitEvent>(window, "submit", (event) => {
    const form = event.composedPath()[0];
    if (!(form instanceof HTMLFormElement)) return;
    // The press that was taken for one has led to this.
    for (const known of pending) known.done ||= known.form === form && known.event.via?.type === "button";
    const submit = take(form, event.submitter, false);
    pending.push(submit);
    later(0, () => {
      if (!event.defaultPrevented) tell(submit, "");
      // Its handler put something else in its place already, another copy of it perhaps.
      else if (!submit.form.isConnected) tell(submit, "", true);
      else later(REFUSED_MS, () => tell(submit, wasRefused(submit) ? "prevented" : "", !submit.form.isConnected));
    });
  });
  hear(window, "click", (event) => {
    const button = event.isTrusted && touched.size > 0 && originOf(event)?.closest(`${BUTTONS},${LINKS}`);
    const group = button && groupOf(button);
    if (!group || !fieldsIn(group).some((field) => touched.has(keyOf(field)))) return;
    const submit = take(group, button, false);
    pending.push(submit);
    later(REFUSED_MS, () => tell(submit, wasRefused(submit) ? "prevented" : ""));
  });
  // submit() fires no event; where a handler held the event back first, it is the same submission.
  patch(HTMLFormElement.prototype, "submit", (original) => preceded(original, (self) => {
    const form = self as HTMLFormElement;
    tell(pending.find((submit) => submit.form === form && !submit.done) ?? take(form, null, false), "");
  }));
  const sent = (t: number): void => {
    for (const submit of pending) if (t - submit.t <= REFUSED_MS) tell(submit, "");
  };
  ctx.on("request", sent);
  ctx.on("unloading", sent);
  ctx.on("viewend", sent);
  ctx.on("finish", () => pending.forEach((submit) => tell(submit, "")));
  watchNativeRefusals((form, via, held) => {
    if (pending.some((submit) => submit.form === form && now() - submit.t < 50)) return;
    const submit = take(form, via, true);
    if (!held && isUnseen(form)) submit.event.unseen = true;
    tell(submit, "native");
  });
  ctx.on("ready", () => showAgain(ctx));
  watchTouched(ctx);
}

function methodOf(form: HTMLFormElement, via: Element | null): NonNullable<SubmitEventOut["method"]> {
  const method = (via?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "").toLowerCase();
  return method === "post" || method === "dialog" ? method : "get";
}

/** Whether the bubble of a native refusal has nowhere to stand: the first field that could have it. */
function isUnseen(form: HTMLFormElement): boolean {
  const invalid = [...form.elements].filter((field) => isField(field) && field.willValidate && !field.validity.valid);
  const first = invalid.find((field) => field.getClientRects().length > 0 && getComputedStyle(field).visibility === "visible");
  if (!first) return invalid.length > 0;
  const { width, height, right, bottom } = first.getBoundingClientRect();
  return width <= 1 || height <= 1 || right + scrollX < 0 || bottom + scrollY < 0;
}

/** Held back, no request, and the form stands there as before or says what is wrong. */
function wasRefused(submit: Pending): boolean {
  const { form } = submit;
  if (!isVisible(form) || location.pathname !== submit.shownBefore) return false;
  const states = fieldStates(form, false);
  const sent = submit.event.fields;
  if (!submit.event.method) {
    return fieldsIn(form).some((field) => (isWanting(field) || isMarkedInvalid(field)) && sent.some(({ key }) => key === keyOf(field)));
  }
  const complains = states.some((state) => state.invalid) || form.querySelector("[role=alert],.error,.invalid-feedback") !== null;
  const unchanged = states.every((state, i) => state.filled === sent[i]?.filled);
  return complains || unchanged;
}

/**
 * The browser's own refusals: `invalid` events right after a press of a submit button or Enter.
 * A script that merely asks `checkValidity()` while somebody types causes them too.
 */
function watchNativeRefusals(refused: (form: HTMLFormElement, via: Element | null, held: boolean) => void): void {
  let tried: { t: number; form: HTMLFormElement | null; via: Element | null } | null = null;
  let told = false;
  const attempts = (form: HTMLFormElement | null, via: Element | null): void => {
    tried = { t: now(), form, via };
    told = false;
  };
  hear(window, "click", (event) => {
    for (const node of event.composedPath()) {
      const button = node as HTMLButtonElement;
      if (node instanceof Element && /^(?:submit|image)$/.test(button.type ?? "") && !button.formNoValidate) return attempts(button.form, button);
    }
  });
  hear<KeyboardEvent>(window, "keydown", (event) => {
    const field = event.composedPath()[0];
    if (event.key === "Enter" && field instanceof HTMLInputElement) attempts(field.form, null);
  });
  hear(window, "invalid", (event) => {
    const field = event.composedPath()[0];
    const form = field instanceof Element ? (field as HTMLInputElement).form : null;
    if (!form || !tried || told || tried.form !== form || now() - tried.t > 100) return;
    told = true;
    const { via } = tried;
    // A page that holds the browser's bubble back shows something of its own.
    later(0, () => refused(form, via, event.defaultPrevented));
  });
}

// ------------------------------------------------------------------ shown again

/** Other forms of the page into which something was entered: the shop never got that. */
const besides = (form: Element): string[] =>
  [...document.forms].filter((other) => other !== form && fieldsIn(other).some((field) => isFilled(field) && touched.has(keyOf(field))))
    .map(formKey);

function remember(form: string, others: string[]): void {
  attempt(() => sessionStorage.setItem(SENT, toJson({ form, others, at: wallClock() })));
}

function showAgain(ctx: Context): void {
  const kept = attempt(() => sessionStorage.getItem(SENT));
  if (!kept) return;
  sessionStorage.removeItem(SENT);
  const { form, others = [], at } = parseJson(kept) as { form: string; others?: string[]; at: number };
  if (wallClock() - at > SENT_MAX_AGE) return;
  const tell = (key: string): void => {
    const same = findForm(key);
    if (same) tellForm(ctx, same, key);
  };
  tell(form);
  // A script may fill in what the shop never got.
  if (others.length > 0) later(RESTORED_MS, () => others.forEach((key) => key !== form && tell(key)));
}

const findForm = (key: string): HTMLFormElement | undefined =>
  [...document.forms].find((form) => formKey(form) === key && [...form.elements].some(isData));

function tellForm(ctx: Context, form: Element, key: string): void {
  ctx.emit({ kind: "form", form: key, target: describe(form, false), fields: fieldStates(form, false) });
}

/** When the shopper last changed a field by hand, by its key. */
const touched = new Map<string, number>();
export const isTouched = (field: Element): boolean => touched.has(keyOf(field));

function watchTouched(ctx: Context): void {
  let cleared = -Infinity;
  hear(window, "input", ({ isTrusted, target }) => {
    if (target instanceof Element && (isTrusted || isSetByDrivers(target))) touched.set(keyOf(target), now());
  });
  ctx.on("view", () => touched.clear());
  hear(window, "click", ({ target }) => {
    if (target instanceof Element && target.closest("[type=reset]")) cleared = now();
  });
  // Emptied by the page, not by a button of the shopper's: that changes nothing in the DOM.
  hear(window, "reset", () => {
    if (now() - cleared > 100) later(0, () => ctx.fire("settled"));
  });
}

/**
 * A form sent without leaving the page: replaced by a new one, emptied, or marked with errors. One
 * that was refused: emptied.
 */
function watchAgain(ctx: Context, submit: Pending, replaced: boolean): void {
  const { fields, method } = submit.event;
  const filled = fields.filter((field) => field.filled).map((field) => field.key);
  let open = true;
  const refused = submit.event.refused !== "";
  const look = (t: number): void => {
    if (!open) return;
    if (t - submit.t > AGAIN_MS || ctx.view !== submit.view) {
      open = false;
      return;
    }
    const form = submit.form.isConnected ? submit.form : findForm(submit.event.form);
    if (!form) return;
    const states = fieldStates(form, false);
    const emptied = states.some(({ key, filled: still }) => !still && filled.includes(key) && (touched.get(key) ?? 0) < submit.t);
    // In a group other fields may have come; and while the shop is asked, an old error stands there.
    const marked = states.some(({ key, invalid }) => invalid && (method || fields.some((sent) => sent.key === key && !sent.invalid)));
    if (!emptied && ((refused && method) || (form === submit.form && !marked))) return;
    open = false;
    attempt(() => sessionStorage.removeItem(SENT));
    tellForm(ctx, form, submit.event.form);
  };
  ctx.on("settled", look);
  if (replaced || now() - submit.t >= REFUSED_MS) look(now());
}

/** The one field that a message stands next to, if it is one. */
export function fieldBeside(element: Element): Element | null {
  let around = parentOf(element);
  for (let depth = 0; around && depth < 4; depth += 1, around = parentOf(around)) {
    // A toast stands beside the whole page, not beside the search in its header.
    if (around.querySelector("main,[role=main],header,nav")) return null;
    const fields = [...around.querySelectorAll(`input,select,textarea,${EDITABLE}`)].filter((field) => !isField(field) || isData(field));
    if (fields.length === 0) continue;
    const names = new Set(fields.map(keyOf));
    return names.size === 1 ? (fields[0] ?? null) : null;
  }
  return null;
}
