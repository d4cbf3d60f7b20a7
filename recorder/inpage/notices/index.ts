// What a page notices by itself: what it is about, what lies over it, what is visibly wrong in it,
// a pointer that rushes to and fro, the same entered twice, what was entered and is gone, a
// choice that was long in making, what is offered, what it says in plain words, and what the
// scenario watches.

import type { Context } from "../context";
import type { Dom } from "../dom";
import { attempt } from "../safe";
import { watchChoices } from "./choices";
import { watchCues } from "./cues";
import { watchLayers } from "./layers";
import { Looking } from "./looking";
import { watchNews } from "./news";
import { watchOddities } from "./oddities";
import { watchOffers } from "./offers";
import { watchPromises } from "./promises";
import { watchRepeats } from "./repeats";
import { watchReturns } from "./returns";
import { watchThrash } from "./thrash";
import { watchUndone } from "./undone";

export function startNotices(ctx: Context, dom: Dom): void {
  const looking = new Looking(ctx);
  const modules: (() => void)[] = [
    () => watchCues(ctx, looking),
    () => watchLayers(ctx, dom, looking),
    () => watchOddities(ctx, dom, looking),
    () => watchPromises(ctx, looking),
    () => watchRepeats(ctx),
    () => watchUndone(ctx),
    () => watchThrash(ctx),
    () => watchReturns(ctx),
    () => watchChoices(ctx, looking),
    () => watchOffers(ctx, looking),
    () => watchNews(ctx, dom),
  ];
  // One that fails takes nothing else with it.
  for (const module of modules) attempt(module);
}
