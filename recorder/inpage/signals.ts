// The recorder in a page of a participant's: everything but the replay and the task bar.

import { round } from "./context";
import { httpOutlet } from "./http";
import { watchLinks } from "./links";
import { watchOffSite } from "./offsite";
import { Outbox } from "./outbox";
import { startRecording, whenIdle } from "./recording";
import { faults, listen, nativeFetch, now } from "./safe";
import type { Handle } from "./types";
import { deliver, type BeginNotices, type BeginReplay, type BeginSignals, type Visit } from "./visit";

const SIGN_MS = 15_000;
const LEAVE_MS = 5000;

const begin: BeginSignals = (visit) => {
  if (visit.over) return sendKept(visit);
  startRecording(visit.awake.config, ({ replay }) => {
    let over = (): void => undefined;
    return {
      outlet: httpOutlet(visit, () => over()),
      also(ctx, outbox, dom) {
        // What has not been seen until now is nobody's business any more.
        over = () => {
          void outbox.close();
          void handle()?.leave();
        };
        watchLinks(visit);
        watchOffSite(ctx);
        watchSigns(visit);
        // Another tab may have ended the session, while this page lay in the back/forward cache perhaps.
        const again = (ended = !visit.isLive()): void => {
          if (ended) void handle()?.end();
          // What waits is sent as soon as there is a chance.
          else outbox.flushAll();
        };
        listen<StorageEvent>(window, "storage", ({ key, newValue }) => key === "kitka.session" && again(newValue === null || undefined));
        listen<PageTransitionEvent>(window, "pageshow", ({ persisted }) => persisted && again());
        listen(window, "online", () => again());
        listen(document, "visibilitychange", () => document.visibilityState === "visible" && again());
        const { replay: address, notices } = visit.awake.bundles;
        if (notices) {
          ctx.on("ready", () => visit.load<BeginNotices>(notices, (startNotices) => whenIdle(ctx, () => startNotices(ctx, dom))));
        }
        if (replay === false || !address) return;
        ctx.on("ready", () =>
          visit.load<BeginReplay>(address, (startReplay) =>
            whenIdle(ctx, () => startReplay({ visit, ctx, outbox, fetch: nativeFetch })),
          ),
        );
      },
      checkpoint: (ctx, outbox) => ({ page: outbox.page, view: ctx.view, t: round(now()), faults }),
      async leave(end, outbox, keep) {
        visit.end();
        if (!keep) outbox.stop();
        await end();
        if (outbox.empty) visit.forget();
      },
    };
  });
};

const handle = (): Handle | undefined => (window as unknown as Record<symbol, Handle>)[Symbol.for("kitka.recorder")];

/** The session ended while the recorder could not be reached. */
function sendKept(visit: Visit): void {
  const outbox = new Outbox("", httpOutlet(visit, () => undefined));
  void outbox.close(LEAVE_MS).then(() => outbox.empty && visit.forget());
}

function watchSigns(visit: Visit): void {
  let last = now();
  for (const type of ["pointerdown", "keydown", "pointermove", "scroll"]) {
    listen(window, type, ({ timeStamp }) => {
      if (timeStamp - last < SIGN_MS) return;
      last = timeStamp;
      visit.sign();
    });
  }
}

deliver(begin);
