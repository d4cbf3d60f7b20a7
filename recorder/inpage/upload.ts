// Hands over what only a participant's browser may read of the shop: pictures, stylesheets and
// fonts that the replay needs and the recorder lacks. One at a time, when the page rests.

import { watchAssets } from "./assets";
import { callNative, idle, later, now, settle } from "./safe";
import type { BeginReplay } from "./visit";

const ASSET_MAX = 2_000_000;
/** A page that has just loaded has better things to do. */
const REST_MS = 1000;

export const uploadAssets: BeginReplay = ({ visit: { base, key }, ctx, fetch }) => {
  const loadedAt = now();
  const waiting: string[] = [];
  let busy = false;
  let stopped = false;
  ctx.on("ended", () => {
    stopped = true;
  });
  const ask = <T>(address: string, init: RequestInit, answered: (response: Response) => T, failed: () => void): void =>
    settle<Response>(callNative(fetch, window, [address, init]), answered, failed);
  const post = (path: string, body: BodyInit, answered: (response: Response) => void, failed: () => void): void =>
    ask(`${base}/kitka/${path}`, { method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer" }, answered, failed);
  const next = (): void => {
    busy = false;
    const url = stopped ? undefined : waiting.shift();
    if (url === undefined) return;
    busy = true;
    idle(() => handOn(url));
  };
  const handOn = (url: string): void =>
    ask(url, { cache: "force-cache", credentials: "same-origin" }, (answer) => {
      // What may not be read shows as missing.
      if (!answer.ok) return next();
      settle<Blob>(answer.blob(), (file) => {
        if (file.size > ASSET_MAX || stopped) return next();
        const form = new FormData();
        form.append("key", key);
        form.append("url", url);
        form.append("file", file);
        post("asset", form, ({ status }) => {
          // Over the bounds, or the session is: enough.
          stopped ||= status === 413 || status === 403 || status === 404 || status === 410;
          next();
        }, next);
      }, next);
    }, next);
  watchAssets(ctx, (urls) => {
    later(Math.max(0, loadedAt + REST_MS - now()), () => {
      if (stopped) return;
      post("wanted", JSON.stringify({ key, urls }), (answer) => {
        if (answer.ok) settle<{ wanted: string[] }>(answer.json(), ({ wanted }) => {
          waiting.push(...wanted.filter((url) => urls.includes(url)));
          if (!busy) next();
        }, () => undefined);
      }, () => undefined);
    });
  });
};
