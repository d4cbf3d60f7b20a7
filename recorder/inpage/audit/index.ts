// The audit of one view: what is wrong with it before anybody has stumbled over it. Runs in pages
// of scripts only, between two steps, and leaves nothing behind.

import { attempt } from "../safe";
import { axeHits } from "./axe";
import { asksFor, countsElements, fieldHits } from "./fields";
import type { Audited } from "./types";

export { stop, tabbable } from "./keyboard";

/** recorder/model/audit_events.py, Audit, without what only the driver knows. */
export async function audit(): Promise<Audited> {
  const touch = matchMedia("(pointer: coarse)").matches;
  const fields = asksFor(document);
  const hits = fields.flatMap((field) => attempt(() => fieldHits(field, touch)) ?? []);
  const { found, error } = await axeHits();
  return { fields: fields.length, elements: fields.length + countsElements(document), touch, hits: [...hits, ...found], error };
}
