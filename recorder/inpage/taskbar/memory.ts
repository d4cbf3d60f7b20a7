// What must outlive a page of the shop: only that the person has paused.

import { attempt } from "../safe";

const KEY = "kitka.bar";
const PAUSED = "paused";

export const wasPaused = (): boolean => attempt(() => sessionStorage.getItem(KEY) === PAUSED) ?? false;

export function rememberPause(paused: boolean): void {
  attempt(() => (paused ? sessionStorage.setItem(KEY, PAUSED) : sessionStorage.removeItem(KEY)));
}
