// The one script in a shop. For ordinary visitors it looks for a personal link or the record of a
// session, finds none, and is gone: no cookie, no storage, no request, no listener, no global.

import { Records, type Found } from "./records";
import { DELIVERY, type Awake, type BeginSignals, type TaskBar, type Visit } from "./visit";
import type { Handle, PageEvent } from "./types";

const WAKE_TRIES = 10;
const SAY_TRIES = 6;
const FRESH_MS = 5000;
const HANDLE = Symbol.for("kitka.recorder");
const STARTED = Symbol.for("kitka.loader");

/** Before anybody watches it. */
const request = window.fetch;
const page = window as unknown as Record<symbol | string, unknown>;
const handle = (): Handle | undefined => page[HANDLE] as Handle | undefined;

function main(): void {
  const script = ownScript();
  const key = takeKey();
  const records = new Records();
  const found = records.find(key);
  // A second copy of this script, or a driver that records the page already.
  if (!script || !found || page[STARTED] || page[HANDLE]) return;
  Object.defineProperty(window, STARTED, { value: true });
  const loader = new Loader(records, found, script);
  if (found.ask) loader.wake(0);
  else loader.start();
}

/** Null where it came as a module or through a tag manager's hands. */
function ownScript(): HTMLScriptElement | null {
  const current = document.currentScript as HTMLScriptElement | null;
  return current?.src?.includes("/kitka.js") ? current : document.querySelector<HTMLScriptElement>('script[src*="/kitka.js"]');
}

/** Takes the key out of the address before anybody else reads it there. */
function takeKey(): string {
  const { hash, href } = location;
  const key = /[#&]kitka=([\w-]{32,})/.exec(hash)?.[1];
  if (!key) return "";
  const rest = hash.replace(/kitka=[\w-]+&?/, "").replace(/[#&]$/, "");
  history.replaceState(history.state, "", href.split("#")[0] + rest);
  return key;
}

class Loader {
  private readonly _base: string;
  private readonly _nonce: string;
  private _policy: { createScriptURL(address: string): string } | undefined;
  private _early: PageEvent[] = [];

  constructor(
    private readonly _records: Records,
    private readonly _found: Found,
    script: HTMLScriptElement,
  ) {
    this._base = script.src.split("/kitka.js")[0] ?? "";
    this._nonce = script.nonce;
  }

  /** Asks whether the key is that of an open session, and what to do in this page. */
  wake(tries: number): void {
    const { record, source } = this._found;
    const again = (): void => {
      if (tries < WAKE_TRIES) setTimeout(() => this.wake(tries + 1), Math.min(500 * 2 ** tries, 8000));
    };
    this._post("wake", { key: record.key }).then((answer) => {
      if (answer.ok) return answer.json().then((awake: Awake) => this._awoken(awake));
      // A cookie reaches origins of the shop on which nothing is to be recorded.
      if (answer.status === 403 && source === "cookie") return;
      if (answer.status === 403 || answer.status === 404 || answer.status === 410) this._records.forget(record.key);
      else again();
    }).catch(again);
  }

  private _awoken(awake: Awake): void {
    const { record, source } = this._found;
    record.awake = awake;
    const address = source === "link" && awake.fresh ? new URL(awake.fresh, location.href) : null;
    if (address?.origin === location.origin) return this._fresh(address.href);
    this._records.write(record);
    this.start();
  }

  /** Everybody begins with an empty basket; the page at hand still shows what was in it. */
  private _fresh(address: string): void {
    const { href } = location;
    const again = (): void => {
      this._records.write(this._found.record);
      // Not reload(): nobody who reads the log shall take it for the participant's doing.
      if (href.includes("#")) location.reload();
      else location.replace(href);
    };
    const slow = new Promise((resolve) => setTimeout(resolve, FRESH_MS));
    const asked = request.call(window, address, { credentials: "include", cache: "no-store" }).catch(() => undefined);
    void Promise.race([asked, slow]).then(again);
  }

  /** Loads what this page needs and begins. */
  start(): void {
    const { record } = this._found;
    const { key, awake, over } = record;
    if (!awake) return;
    const { signals, taskbar } = awake.bundles;
    const visit: Visit = {
      key,
      base: this._base,
      awake,
      over: !!over,
      reaches: (host) => this._records.reaches(record, host),
      isLive: () => this._records.isLive(key),
      sign: () => this._records.renew(key),
      end: () => this._records.end(key),
      forget: () => this._records.forget(key),
      load: (address, begin) => this._load(address, begin),
    };
    visit.sign();
    this._load<BeginSignals>(signals, (begin) => {
      begin(visit);
      for (const event of this._early) handle()?.emit(event);
      this._early = [];
    });
    if (!awake.bar || !taskbar || over) return;
    this._load<undefined>(taskbar, () =>
      (page["kitkaBar"] as TaskBar | undefined)?.start(awake.bar, {
        emit: (event) => (handle() ? handle()?.emit(event) : this._early.push(event)),
        say: (what, keep) => this._say(visit, what, keep),
      }),
    );
  }

  /** Rejects where the recorder cannot be reached: then the task bar has to say so. */
  private async _say(visit: Visit, what: string, keep: boolean): Promise<void> {
    if (keep) handle()?.flush();
    for (let tries = 1; ; tries += 1) {
      const answer = await this._post("said", { key: visit.key, what, keep }).catch(() => undefined);
      // 4xx: it has ended by itself.
      if (answer && answer.status < 500 && answer.status !== 429) break;
      if (tries === SAY_TRIES) throw new Error("Kitka: no answer");
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** tries));
    }
    const recording = handle();
    if (recording) await recording.leave(keep);
    else visit.forget();
  }

  private _post(path: string, body: object): Promise<Response> {
    return request.call(window, `${this._base}/kitka/${path}`, { method: "POST", body: JSON.stringify(body), credentials: "omit", referrerPolicy: "no-referrer" });
  }

  private _load<Bundle>(address: string, begin: (bundle: Bundle) => void): void {
    const script = document.createElement("script");
    let delivered: Bundle | undefined;
    Object.defineProperty(script, DELIVERY, {
      value: (bundle: Bundle) => {
        delivered = bundle;
      },
    });
    script.async = true;
    script.nonce = this._nonce;
    script.onload = () => begin(delivered as Bundle);
    const url = new URL(address, `${this._base}/`).href;
    script.src = this._trusted(url);
    document.head.append(script);
  }

  private _trusted(url: string): string {
    const types = page["trustedTypes"] as { createPolicy(name: string, rules: object): Loader["_policy"] } | undefined;
    try {
      this._policy ??= types?.createPolicy("kitka", { createScriptURL: (address: string) => address });
    } catch {
      // The shop's policy does not name ours; without Trusted Types enforced a plain address will do.
    }
    return this._policy?.createScriptURL(url) ?? url;
  }
}

try {
  if (window === window.top) main();
} catch {
  // A page that is not recorded is a loss; a page that is harmed would be worse.
}
