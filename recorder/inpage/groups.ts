// Fields that stand in no <form>, or in one that only a script sends, with the button that does: the
// checkouts of single-page shops. Told by where things stand: the button after all of its fields, and
// after no button of theirs alone (a coupon's, a search's, an address look-up's).

import { SENDING, SUBMITTERS, wordsOf } from "./carried";
import { inputType, isButtonInput, isChoice, isField, isFilled, type Field } from "./privacy";
import { isDisabled, parentOf, selectorOf } from "./target";
import { isStepper } from "./steppers";

export const BUTTONS = "button,[role=button],input[type=button],input[type=submit]";
/** Leads nowhere by itself: a button, if it says so. */
export const LINKS = 'a[href="#"],a[href^="javascript:"],a:not([href])';
/** Opens, chooses, switches or counts something. */
const OTHERWISE = "[aria-expanded],[aria-haspopup],[aria-pressed],[aria-checked],[aria-selected]";
/** What every page has. */
const ELSEWHERE = "header,nav,footer,[role=search]";
const FIELDS_MAX = 100;
const SEARCH = "[type=search],[role=combobox],[role=searchbox]";

export const isData = (element: Element): element is Field =>
  isField(element) && inputType(element) !== "hidden" && !isButtonInput(element) &&
  !/csrf|authenticity_token|__RequestVerification/i.test(element.getAttribute("name") ?? "");

export const keyOf = (element: Element): string =>
  element.getAttribute("name") || element.getAttribute("id") || selectorOf(element);

const follows = (one: Element, other: Element): boolean => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;

const isShown = (element: Element): boolean => element.getClientRects().length > 0;

/** The fields of a form, or in any other element those that belong to the same form as it, or to none. */
export function fieldsIn(element: Element): Field[] {
  if (element instanceof HTMLFormElement) return [...element.elements].filter(isData);
  const form = element.closest("form");
  return [...element.querySelectorAll("input,select,textarea")].slice(0, FIELDS_MAX).filter(
    (field): field is Field => isData(field) && field.form === form && isShown(field) && !field.matches(SEARCH) && !field.closest(ELSEWHERE),
  );
}

/**
 * The nearest element that holds the fields which a button sends. Choices alone (ways to pay, terms)
 * may be the end of more; a lone field before its own button is a coupon's, or a search's.
 */
export function groupOf(button: Element): Element | null {
  if (button.matches(LINKS) && !button.matches(BUTTONS) && !SENDING.test(wordsOf(button))) return null;
  if (button.matches(OTHERWISE) || isDisabled(button) || button.closest(ELSEWHERE) || isStepper(button, button.getAttribute("aria-label") ?? "")) return null;
  const form = button.closest("form");
  // A form has buttons of its own; one that only a script listens to must say what it does.
  if (form && (button.matches(SUBMITTERS) || !SENDING.test(wordsOf(button)))) return null;
  let choices: Element | null = null;
  for (let around = parentOf(button); around; around = parentOf(around)) {
    const fields = fieldsIn(around);
    const last = around === form || around.matches("main,[role=main],dialog,[role=dialog]");
    if (fields.length === 0 && !last) continue;
    const others = [...around.querySelectorAll(BUTTONS)].filter((other) => other !== button && isShown(other));
    // What many things of a list have sends none of the fields above the list.
    if (fields.some((field) => follows(button, field)) || others.some((other) => other.textContent === button.textContent)) break;
    const asked = fields.filter((field) => !isChoice(field));
    const own = asked.some((field) => !others.some((other) => follows(field, other) && follows(other, button)));
    if (new Set(fields.map(keyOf)).size > 1) {
      if (own || asked.length > 1) return around;
      choices ??= around;
    }
    if (own || last) break;
  }
  return choices;
}

/** Wanted and not there, or not as it is wanted. */
export const isWanting = (field: Field): boolean =>
  !field.validity.valid || (field.matches("[aria-required=true]:not([type=radio])") && !isFilled(field));
