// Buttons that make the number beside them larger or smaller: told by their sign or word, and by
// the number that they stand at.

import { collapse, isButtonInput, isField } from "./privacy";
import { parentOf } from "./target";

const SIGN = /^[+＋➕−–—‒‐➖▲▼△▽▴▾↑↓⌃⌄˄˅-]$/u;
/** "Lisää" alone is "more"; with a word behind it, it mostly puts something into the basket. */
const ALONE =
  "more|less|plus|minus|up|down|add|remove one|lisää|vähennä|fler|färre|mehr|weniger";
const QUANTITY = "one|quantity|qty|yksi|määrää|kappale|kpl|antal(?:et)?|en|ett|menge|eins|stück";
const WORDS = new RegExp(
  `^(?:${ALONE})(?: (?:${QUANTITY}))?$|increas|decreas|increment|decrement|lisää .*määrää|` +
  "määrää? .*lisää|vähennä|kasvata|pienennä|(?:^|\\s)öka(?:\\s|$)|minska|erhöh|verringer|reduzier|reduce",
  "i",
);
const MARKED = /(?:^|[\s_-])(?:plus|minus|increase|decrease|increment|decrement|inc|dec)(?:[\s_-]|$)|(?:qty|quantity|number|spin|stepper)[\w-]*(?:up|down)/i;
const NUMERIC = "input[type=number],[role=spinbutton],input[inputmode=numeric],input[inputmode=decimal]";
const BUTTONS = "button,[role=button],a,input[type=button],input[type=submit],[onclick]";
const AROUND = 3;

const isNumber = (field: Element): boolean =>
  !isButtonInput(field) && (field.matches(NUMERIC) || /^\s*\d{1,3}\s*$/.test((field as HTMLInputElement).value ?? ""));

function steps(element: Element, name: string): boolean {
  const text = (element.textContent ?? "").trim();
  if (SIGN.test(text) || SIGN.test(name) || (name.length <= 80 && WORDS.test(name))) return true;
  const icon = element.firstElementChild;
  return text.length <= 1 && MARKED.test(`${element.getAttribute("class")} ${icon?.getAttribute("class")}`);
}

/** `name` is the accessible name of `element`. */
export function isStepper(element: Element, name: string): boolean {
  if ((isField(element) && !isButtonInput(element)) || !steps(element, name)) return false;
  let around = parentOf(element);
  for (let depth = 0; around && depth < AROUND; depth += 1, around = parentOf(around)) {
    const numbers = [...around.querySelectorAll("input:not([type=radio],[type=checkbox],[type=hidden]),[role=spinbutton]")].filter(isNumber);
    const text = collapse(around.textContent ?? "");
    const { length } = text;
    if (numbers.length > 0) return numbers.length === 1 && length <= 200;
    if (length > 60) return false;
    const pair = [...around.querySelectorAll(BUTTONS)].filter((button) => steps(button, button.getAttribute("aria-label") ?? ""));
    if (pair.length !== 2) continue;
    const others = pair.reduce((left, button) => left.replace(collapse(button.textContent ?? ""), " "), text);
    return /^\D{0,30}\d{1,3}\D{0,30}$/.test(others.trim());
  }
  return false;
}
