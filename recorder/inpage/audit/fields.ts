// Fields: what they ask for, and whether browser, keyboard and label help with it.

import { collapse, inputType, isButtonInput, isChoice, isField, isTextEntry, type Field } from "../privacy";
import { describe, isVisible } from "../target";
import { purposeOf, type Purpose } from "./purposes";
import type { AuditHit } from "./types";

const BY_THE_WAY = "[role=search],header,footer,[class*=newsletter i],[id*=newsletter i],[class*=search i]";
/** How many of a thing is asked for in the basket, not in the checkout. */
const QUANTITY = /quantity|qty|määrä|antal|anzahl/i;
/** iOS zooms into a field whose text is smaller than this. */
const ZOOM_PX = 16;
const HTML_AUTOFILL = "https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill";

const isShown = (element: Element): boolean => isVisible(element) && element.getClientRects().length > 0;

/** Those that want something typed or chosen from a list, outside search and newsletter. */
export const asksFor = (root: ParentNode): Field[] =>
  [...root.querySelectorAll<Field>("input,select,textarea")].filter(
    (field) =>
      (isTextEntry(field) || field.localName === "select") && inputType(field) !== "search" &&
      !QUANTITY.test(`${field.getAttribute("name") ?? ""} ${field.id}`) && !field.disabled && !field.closest(BY_THE_WAY) && isShown(field),
  );

/** Radio buttons, checkboxes and buttons of forms that ask for something. */
export const countsElements = (root: ParentNode): number =>
  [...root.querySelectorAll("input,button")].filter((element) => {
    const counted = isField(element) ? isChoice(element) || isButtonInput(element) : true;
    return counted && element.closest("form") && !element.closest(BY_THE_WAY) && isShown(element);
  }).length;

export function fieldHits(field: Field, touch: boolean): AuditHit[] {
  const label = labelOf(field);
  const names = `${field.getAttribute("name") ?? ""} ${field.id}`.replace(/_/g, " ");
  const purpose = purposeOf(names, label || (field.getAttribute("placeholder") ?? ""));
  return [labelHit(field, label), ...(purpose ? [autocompleteHit(field, purpose), typeHit(field, purpose)] : []), touch ? zoomHit(field) : null]
    .filter((hit) => hit !== null);
}

/** What stands there to be read while the field is filled: not its placeholder. */
function labelOf(field: Field): string {
  const ids = field.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  const parts = [...(field.labels ?? []), ...ids.map((id) => document.getElementById(id))];
  const read = parts.filter((part) => part !== null).map((part) => part.textContent ?? "").join(" ");
  return collapse(read || field.getAttribute("aria-label") || "");
}

function labelHit(field: Field, label: string): AuditHit | null {
  if (label) return null;
  const placeholder = field.getAttribute("placeholder") ?? field.getAttribute("title") ?? "";
  return hit(field, "label", placeholder ? "placeholder" : "none", placeholder ? "moderate" : "serious",
    placeholder ? "The field has a placeholder in the place of a label: it is gone as soon as something is typed." : "The field has no label.",
    "Give it a label that stays.", "https://www.w3.org/WAI/tutorials/forms/labels/");
}

function autocompleteHit(field: Field, { token, also = [] }: Purpose): AuditHit | null {
  const given = (field.getAttribute("autocomplete") ?? "").toLowerCase().trim();
  const last = given.split(/\s+/).pop() ?? "";
  if (last === token || also.includes(last)) return null;
  // A second factor and a street's second line may rightly be left to the shopper.
  if (given === "off" && token === "one-time-code") return null;
  const [rule, text] = given === ""
    ? ["missing", "does not say so to the browser, which could fill it in"]
    : given === "off" ? ["off", "forbids the browser to fill it in"]
      : ["wrong", `tells the browser that it is “${last}”`];
  return hit(field, "autocomplete", rule, rule === "missing" ? "moderate" : "serious",
    `The field asks for “${token}” and ${text}.`, `Set autocomplete="${token}".`, HTML_AUTOFILL);
}

function typeHit(field: Field, { token, type, inputmode }: Purpose): AuditHit | null {
  const kind = inputType(field);
  const mode = field.getAttribute("inputmode") ?? "";
  const help = "https://html.spec.whatwg.org/multipage/interaction.html#input-modalities:-the-inputmode-attribute";
  if (kind === "number" && /^(?:cc-|tel|postal|one-time)/.test(token)) {
    return hit(field, "input_type", "number", "serious", "The field takes a code for a number: a leading zero is lost, a wheel changes it.",
      'Use type="text" with inputmode="numeric".', help);
  }
  if (!type || kind === "" || kind === "number" || type.test(kind) || inputmode?.test(mode)) return null;
  return hit(field, "input_type", token, "minor", `The field asks for “${token}”, and a phone shows the keyboard for text.`,
    token === "email" ? 'Use type="email".' : token === "tel" ? 'Use type="tel".' : 'Set inputmode="numeric".', help);
}

function zoomHit(field: Field): AuditHit | null {
  const size = parseFloat(getComputedStyle(field).fontSize);
  if (!(size < ZOOM_PX)) return null;
  return hit(field, "zoom", "font_size", "minor", `The field's text is ${size} px: iPhones zoom into it and leave the page so.`,
    `Use at least ${ZOOM_PX} px.`, "https://developer.apple.com/library/archive/documentation/AppleApplications/Reference/SafariWebContent/");
}

function hit(
  field: Field, check: AuditHit["check"], rule: string, impact: AuditHit["impact"], text: string, mend: string, help: string,
): AuditHit {
  return { check, rule, text, target: describe(field), impact, count: 1, mend, help };
}
