// The recorder in a page of the driver's: `start(config)`. It is injected before any script of the
// page, in every frame; only the top frame of the shop's own origins records.

import { bindingOutlet } from "./binding";
import { watchAssets } from "./assets";
import { round, type Context } from "./context";
import { lookForCover, watchCover } from "./cover";
import { startNotices } from "./notices";
import type { Outbox } from "./outbox";
import { startRecording, whenIdle } from "./recording";
import { startReplay } from "./replay";
import { attempt, faults, now } from "./safe";
import type { Checkpoint, PageConfig } from "./types";

export const start = (config: PageConfig): void =>
  startRecording(config, ({ binding = "__kitka", session = "", replay }) => ({
    outlet: bindingOutlet(binding, session),
    also(ctx, outbox, dom) {
      watchCover();
      startNotices(ctx, dom);
      watchAssets(ctx, (urls) => ctx.emit({ kind: "assets", urls }));
      if (replay !== false) whenIdle(ctx, () => startReplay(ctx, outbox));
    },
    checkpoint,
    leave: (end) => end(),
  }));

/** What a screenshot taken now shows and must hide. Cheap: the script does not wait for it. */
function checkpoint(ctx: Context, outbox: Outbox): Checkpoint {
  return {
    page: outbox.page,
    view: ctx.view,
    t: round(now()),
    width: window.innerWidth,
    height: window.innerHeight,
    // Unknown is never "nothing to hide": without a layout the driver keeps no picture.
    ...(attempt(lookForCover) ?? { fields: [], layout: "" }),
    faults,
  };
}
