// Signs that a page is at work on a press (a spinner, a veil, a skeleton): an answer only while they
// stand, or where something comes of them.

import { callNative } from "./safe";
import { isVisible } from "./target";
import { CONTROLS } from "./under";

/** An answer may be drawn a moment after its sign has gone. */
const BACK_MS = 1000;
const SAID = "[role=progressbar],[aria-busy=true],progress";
/** What a veil says that something is still to come of, in the languages that shops write. */
const WAITING = /…|\.\.\.|load|wait|process|odota|lataa|käsitel|vänta|laddar|bearbetar|lade|wart|moment/i;
const WORDS_MAX = 80;
const SHARE = 0.5;

export class Signs {
  private readonly _standing = new Set<Element>();
  private _since: number | undefined;
  private _goneAt = -Infinity;

  /** Whether a change shows nothing but such a sign, or the end of one. */
  note({ type, target, addedNodes, removedNodes }: MutationRecord, t: number): boolean {
    if (type === "characterData" || !(target instanceof Element)) return false;
    const came = type === "attributes" ? [target] : elements(addedNodes);
    const went = type === "attributes" ? [] : elements(removedNodes);
    if (came === null || went === null) return false;
    let sign = came.length + went.length > 0;
    for (const node of came) sign &&= this._standing.has(node) || (isVisible(node) && isSign(node));
    for (const node of went) sign &&= this._standing.has(node);
    if (!sign) return false;
    for (const node of came) this._standing.add(node);
    if (this.stand) this._since ??= t;
    else this._goneAt = t;
    return true;
  }

  /** Some sign stands still. */
  get stand(): boolean {
    return [...this._standing].some((node) => node.isConnected && isVisible(node));
  }

  /** When the sign began that an answer at `t` came behind. */
  before(t: number): number | undefined {
    return this.stand || t - this._goneAt < BACK_MS ? this._since : undefined;
  }
}

/** Null where words are among them. */
function elements(nodes: NodeList): Element[] | null {
  const found: Element[] = [];
  let words = false;
  callNative(Array.prototype.forEach, nodes, [(node: Node) => {
    if (node instanceof Element) found.push(node);
    else words ||= node.nodeType === 3 && (node.nodeValue ?? "").trim() !== "";
  }]);
  return words ? null : found;
}

function isSign(node: Element): boolean {
  const words = (node.textContent ?? "").trim();
  if (words.length > WORDS_MAX || (words !== "" && !WAITING.test(words)) || node.matches("body,html,main") || node.querySelector(CONTROLS)) return false;
  if (node.matches(SAID)) return true;
  const { position } = getComputedStyle(node);
  if (position === "fixed" || position === "absolute") {
    const { width, height } = node.getBoundingClientRect();
    if (width * height >= SHARE * window.innerWidth * window.innerHeight) return true;
  }
  const turns = (node.getAnimations?.({ subtree: true }) ?? []).some(({ effect }) => effect?.getTiming().iterations === Infinity);
  return turns;
}
