// The record of a session in the shop's own storage: how a reload, the next page or another tab
// knows of it. Nothing is written unless there is a personal link.

import type { Awake } from "./visit";

const NAME = "kitka.session";
/** Until the recorder has said how long. */
const FIRST_MS = 1_800_000;
/** How long the recorder takes late batches. */
const LATE_MS = 600_000;

export interface SessionRecord {
  key: string;
  awake: Awake | null;
  until: number;
  /** The session has ended; only what is kept is still to be sent. */
  over?: boolean;
  /** The browser took the cookie. */
  cookie?: boolean;
}

export interface Found {
  record: SessionRecord;
  source: "link" | "record" | "cookie";
  /** Whether the recorder is to be asked before anything begins. */
  ask: boolean;
}

export class Records {
  /** `key` is that of a personal link, "" without one. Null: an ordinary visitor. */
  find(key: string): Found | null {
    const kept = this._read("localStorage") ?? this._read("sessionStorage");
    const known = kept && kept.until > Date.now() ? kept : null;
    if (kept && !known) this.forget(kept.key);
    if (key && known?.awake?.share && known.key !== key) this._cookie("", known.awake.share, 0);
    const shared = /(?:^|;\s*)kitka=([\w-]{32,})/.exec(document.cookie)?.[1] ?? "";
    const wanted = key || (known && !(known.awake?.share && shared) ? known.key : shared);
    if (!wanted) return null;
    if (known?.key === wanted) {
      // A shop may clear its storage or its cookies; a session may have ended in another tab.
      const sure = this._read("localStorage") && known.awake && (!known.cookie || shared === wanted);
      return { record: known, source: known.awake ? "record" : "link", ask: !sure && !known.over };
    }
    const record = { key: wanted, awake: null, until: Date.now() + FIRST_MS };
    // At once: the participant may go on before the recorder has answered.
    if (key) this.write(record);
    return { record, source: key ? "link" : "cookie", ask: true };
  }

  write(record: SessionRecord): void {
    const { key, awake } = record;
    const length = awake?.idle_ms ?? FIRST_MS;
    record.until = Date.now() + (record.over ? LATE_MS : length);
    if (awake?.share) {
      this._cookie(key, awake.share, length / 1000);
      record.cookie = document.cookie.includes(`kitka=${key}`);
    }
    const json = JSON.stringify(record);
    for (const storage of ["localStorage", "sessionStorage"] as const) {
      try {
        window[storage].setItem(NAME, json);
      } catch {
        // Full or forbidden: the other one, or the cookie, has to do.
      }
    }
  }

  /** Where there is no record at all the shop may have cleared its storage. */
  isLive(key: string): boolean {
    const record = this._read("localStorage");
    return !record || (record.key === key && !record.over);
  }

  /** Another tab may have deleted it: then it stays so. */
  renew(key: string): void {
    const record = this._read("localStorage");
    if (record?.key === key) this.write(record);
  }

  end(key: string): void {
    const record = this._read("localStorage") ?? this._read("sessionStorage");
    if (record?.key !== key) return;
    this._cookie("", record.awake?.share ?? "", 0);
    this.write({ ...record, awake: record.awake && { ...record.awake, share: "" }, over: true });
  }

  /** Whether the cookie goes along to that host. */
  reaches(record: SessionRecord, host: string): boolean {
    const share = record.awake?.share ?? "";
    if (!record.cookie) return false;
    return share === "host" ? host === location.hostname : `.${host}`.endsWith(share);
  }

  forget(key: string): void {
    for (const name of ["localStorage", "sessionStorage"] as const) {
      try {
        const storage = window[name];
        const record = this._read(name);
        if (record && record.key !== key) continue;
        if (record?.awake?.share) this._cookie("", record.awake.share, 0);
        for (const item of Object.keys(storage)) if (item.startsWith("kitka.")) storage.removeItem(item);
      } catch {
        // What cannot be opened holds nothing of ours.
      }
    }
    if (document.cookie.includes(`kitka=${key}`)) this._cookie("", "host", 0);
  }

  private _read(name: "localStorage" | "sessionStorage"): SessionRecord | null {
    try {
      return JSON.parse(window[name].getItem(NAME) ?? "null") as SessionRecord | null;
    } catch {
      return null;
    }
  }

  private _cookie(key: string, share: string, seconds: number): void {
    const domain = share.startsWith(".") ? `;domain=${share}` : "";
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `kitka=${key};path=/;samesite=lax;max-age=${seconds}${domain}${secure}`;
  }
}
