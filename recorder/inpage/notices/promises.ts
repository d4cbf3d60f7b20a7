// What the scenario watches besides the total: the lines of the basket, and promises by their words.

import type { Context } from "../context";
import { collapse, loggable } from "../privacy";
import { attempt, now } from "../safe";
import { amountIn } from "../seek";
import { isVisible } from "../target";
import type { Looking } from "./looking";
import { isLeftOut } from "./places";

const TEXT_MAX = 120;
const LINES_MAX = 200;
/** A promise that counts down changes each second. */
const TOLD_MAX = 10;

export function watchPromises(ctx: Context, looking: Looking): void {
  const { lines, promises = {} } = ctx.config;
  const shown = new Map<string, string>();
  const told = new Map<string, number>();
  const isNew = (name: string, value: string): boolean => {
    const count = told.get(name) ?? 0;
    if (shown.get(name) === value || count >= TOLD_MAX) return false;
    shown.set(name, value);
    told.set(name, count + 1);
    return true;
  };
  const look = (): void => {
    const sum = lines ? attempt(() => sumOf(lines)) : null;
    if (sum && isNew("", `${sum.amount} ${sum.currency} ${sum.count}`)) ctx.emit({ kind: "total", what: "lines", ...sum }, now());
    for (const [name, selector] of Object.entries(promises)) {
      const text = attempt(() => wordsOf(selector));
      if (text && isNew(`promise ${name}`, text)) ctx.emit({ kind: "promise", name, text }, now());
    }
  };
  if (lines || Object.keys(promises).length > 0) looking.on(look);
  ctx.on("view", () => {
    shown.clear();
    told.clear();
  });
}

/** Null where a line has no amount (yet): a sum without it would be a wrong one. */
function sumOf(selector: string): { amount: number; currency: string; count: number } | null {
  const matched = [...document.querySelectorAll(selector)].slice(0, LINES_MAX).filter(isVisible);
  const outer = matched.filter((element) => !matched.some((other) => other !== element && other.contains(element)));
  let amount = 0;
  let currency = "";
  for (const element of outer) {
    const line = amountIn(element);
    if (!line) return null;
    amount += line.amount;
    currency ||= line.currency;
  }
  return outer.length === 0 ? null : { amount: Math.round(amount * 100) / 100, currency, count: outer.length };
}

function wordsOf(selector: string): string {
  for (const element of document.querySelectorAll(selector)) {
    if (!isVisible(element) || isLeftOut(element)) continue;
    const text = collapse((element as HTMLElement).innerText ?? element.textContent ?? "");
    if (text !== "") return loggable(text, TEXT_MAX);
  }
  return "";
}
