// The way out of a participant's page: requests to the recorder that need no preflight.

import type { Outlet, Verdict } from "./outbox";
import { callNative, later, nativeFetch, settle } from "./safe";
import type { Visit } from "./visit";

/** Bytes that a browser lets fly on after the page's end, all requests together, are 64 KiB. */
const ROOM = 60_000;
const KEPT = "kitka.outbox.";

/** `over`: the session has ended elsewhere. */
export function httpOutlet({ key, base }: Visit, over: () => void): Outlet {
  const address = `${base}/kitka/batches`;
  let flying = 0;
  // A kept batch of an earlier session goes out under that one's key.
  const bodyOf = (batches: string[], name: string): string => `{"key":"${name.split(".")[2]}","batches":[${batches.join()}]}`;
  return {
    kept: `${KEPT}${key}.`,
    takes: KEPT,
    storage: () => localStorage,
    most: 40_000,
    arrives: false,
    send(batches, name) {
      const body = bodyOf(batches, name);
      const size = new Blob([body]).size;
      const keepalive = flying + size <= ROOM;
      if (keepalive) flying += size;
      const landed = (): void => {
        if (keepalive) flying -= size;
      };
      return new Promise<Verdict>((resolve, reject) => {
        const answer = callNative(nativeFetch, window, [address, { method: "POST", body, keepalive, credentials: "omit", referrerPolicy: "no-referrer" }]);
        // A network that swallows everything would else hold these back for minutes.
        later(20_000 + size / 10, () => reject());
        settle<Response>(answer, ({ status, headers }) => {
          landed();
          if (status < 300) resolve(undefined);
          // Taken, but late. An earlier session's end says nothing of this one's.
          if (status === 205 && name.includes(key)) over();
          else if (status === 400 || status === 413) resolve("refused");
          else if (status === 403 || status === 404 || status === 410) resolve("over");
          else reject(Number(headers.get("retry-after")) * 1000);
        }, () => {
          landed();
          reject();
        });
      });
    },
    beacon(batches, name) {
      const blob = new Blob([bodyOf(batches, name)], { type: "text/plain" });
      return blob.size <= ROOM && navigator.sendBeacon(address, blob);
    },
    over,
  };
}
