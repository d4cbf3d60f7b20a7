// axe-core, with WCAG 2.2's target size among its rules.

import axe from "axe-core";
import { BAR } from "../barmarks";
import { loggable } from "../privacy";
import { describe } from "../target";
import type { AuditHit } from "./types";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const TEXT_MAX = 200;

export async function axeHits(): Promise<{ found: AuditHit[]; error: string }> {
  const page = window as { axe?: unknown };
  try {
    const { violations } = await axe.run(
      { exclude: [`[${BAR}]`] } as axe.ElementContext,
      { runOnly: { type: "tag", values: TAGS }, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], iframes: false, elementRef: true },
    );
    return { found: violations.map(hitOf), error: "" };
  } catch (error) {
    return { found: [], error: `axe-core: ${String(error).slice(0, TEXT_MAX)}` };
  } finally {
    // It sets a global of the shop's page; one that was there before is the shop's own.
    if (page.axe === axe) delete page.axe;
  }
}

function hitOf(wrong: axe.Result): AuditHit {
  const element = wrong.nodes[0]?.element;
  return {
    check: wrong.id === "target-size" ? "target_size" : "accessibility",
    rule: wrong.id,
    text: loggable(`${wrong.help}.`, TEXT_MAX),
    ...(element ? { target: describe(element) } : {}),
    impact: wrong.impact ?? "moderate",
    count: wrong.nodes.length,
    mend: loggable(`${wrong.description}.`, TEXT_MAX),
    help: wrong.helpUrl,
  };
}
