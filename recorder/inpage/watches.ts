// One press or setting that is being watched for what follows it.

import { isChoice, type Field } from "./privacy";
import { offsetsAround, type Offsets } from "./scrolling";
import type { ReactionKind } from "./types";

export type After = Partial<Record<ReactionKind, number>>;

export interface Watch {
  readonly t: number;
  readonly view: number;
  readonly control: Element;
  /** Where something was set: what shows it by itself, which is no answer. */
  readonly own: readonly Element[] | null;
  /** Something of `own` changed. */
  shown: boolean;
  after: After;
  timer: number;
  /** A visible answer came. */
  early: boolean;
  /** What stood at the press in fields that the shopper has left alone: compared here, never sent. */
  readonly fields: Map<Field, string>;
  readonly offsets: Offsets;
  tell(after: After, t: number): void;
}

export function newWatch(t: number, view: number, control: Element, setting: boolean, tell: Watch["tell"]): Watch {
  const own = setting ? ownOf(control) : null;
  const fields = fieldsNow();
  if (own) {
    const { name } = control as Field;
    for (const field of fields.keys()) {
      // Of radio buttons with one name another one goes out.
      if (own.some((part) => part.contains(field)) || (name && field.name === name)) fields.delete(field);
    }
  }
  return { t, view, control, own, shown: false, after: {}, timer: 0, early: false, fields, offsets: offsetsAround(control), tell };
}

function ownOf(control: Element): Element[] {
  const { labels, form } = control as HTMLInputElement;
  const outputs = form instanceof HTMLFormElement ? form.querySelectorAll("output") : control.parentElement?.querySelectorAll("output");
  return [control.closest("label") ?? control, control, ...(labels ?? []), ...(outputs ?? [])];
}

export const isOwn = (watch: Watch, node: unknown): boolean =>
  node instanceof Node && (watch.own?.some((part) => part.contains(node)) ?? false);

export const stateOf = (field: Field): string => (isChoice(field) ? String((field as HTMLInputElement).checked) : field.value);

function fieldsNow(): Map<Field, string> {
  const fields = document.querySelectorAll<Field>("input:not([type=hidden]),select,textarea");
  return new Map([...fields].slice(0, 200).map((field) => [field, stateOf(field)]));
}
