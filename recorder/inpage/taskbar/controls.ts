// Where the shop's controls stand and how far scrolling can take them: what scrolls away may pass
// under the bar, what stays put may not.

import { attempt } from "../safe";
import { meet, type Box } from "./types";

const PRESSABLE =
  "a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,label,iframe,embed,object," +
  'video[controls],audio[controls],[tabindex]:not([tabindex^="-"]),[onclick],[contenteditable],' +
  ["button", "link", "checkbox", "radio", "tab", "menuitem", "option", "switch", "slider", "combobox"]
    .map((role) => `[role=${role}]`)
    .join();
const CONTROLS_MAX = 800;
/** Of the screen's height: what sticks and is lower is a bar or a banner, to be left readable. */
const BANNER = 0.4;
/** Of the screen: what is larger (a backdrop that closes a dialog) can be pressed beside the bar. */
const BACKDROP = 0.6;
const SCROLLS = /auto|scroll|hidden/;

/** How what stands in an element moves: `up` and `down` in px, as far as it can be scrolled. */
interface Motion {
  up: number;
  down: number;
  /** What its scrolling boxes let through. */
  clip: Box;
  /** The page's own scrolling brings it above the bar when it gets the focus. */
  paged: boolean;
}

export interface Control extends Motion {
  element: Element;
  box: Box;
  /** Not itself a control: a bar or banner with something to read around the controls. */
  around?: boolean;
}

const EVERYWHERE: Box = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };
const STUCK = { up: 0, down: 0, paged: false };

export class Survey {
  readonly controls: Control[] = [];
  private readonly stuck = new Set<Element>();
  private readonly motions = new Map<Element, Motion>();
  private readonly height = innerHeight;

  constructor(private readonly host: Element) {
    this.collect(document);
    for (const element of this.stuck) {
      if (element.getBoundingClientRect().height < BANNER * this.height) this.add(element, true);
    }
  }

  /** Adds what looks pressable at these points though nothing says so: a chat bubble made of <div>s. */
  probe({ left, top, right, bottom }: Box): boolean {
    const before = this.controls.length;
    for (let y = top + 6; y < bottom; y += 16) {
      for (let x = left + 6; x < right; x += 24) {
        const hit = this.at(x, y);
        if (hit && pressableByLooks(hit) && !this.controls.some(({ element }) => element.contains(hit))) this.add(outermost(hit));
      }
    }
    return this.controls.length > before;
  }

  /** Whether a control is what the person would press there, and not something laid over it. */
  reachable({ element, box }: Control): boolean {
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, this.height)) / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= this.height) return true;
    const hit = this.at(x, y);
    return !hit || hit.contains(element) || element.contains(hit) || hit.shadowRoot !== null || element.getRootNode() !== document;
  }

  /** The shop's topmost element at a point. */
  private at(x: number, y: number): Element | undefined {
    return document.elementsFromPoint(x, y).find((element) => element !== this.host);
  }

  private collect(root: Document | ShadowRoot): void {
    for (const element of root.querySelectorAll(PRESSABLE)) {
      if (this.controls.length >= CONTROLS_MAX) return;
      this.add(element);
    }
    for (const element of root.querySelectorAll("*")) if (element.shadowRoot && element !== this.host) this.collect(element.shadowRoot);
  }

  private add(element: Element, around = false): void {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    // What is further away than a screen and not at the end of the page cannot get stuck here.
    if (width < 2 || height < 2 || right < 0 || left > innerWidth || bottom < -this.height) return;
    if (top > 2 * this.height && bottom + scrollY < document.documentElement.scrollHeight - this.height) return;
    if (width * height > BACKDROP * innerWidth * this.height && element.localName !== "iframe") return;
    const style = getComputedStyle(element);
    if (style.visibility !== "visible" || style.pointerEvents === "none") return;
    const motion = this.placed(element, style);
    this.controls.push({ element, box: { left, top, right, bottom }, around, ...motion });
  }

  private placed(element: Element, style: CSSStyleDeclaration): Motion {
    if (/fixed|sticky/.test(style.position)) this.stuck.add(element);
    if (style.position === "fixed") return { ...STUCK, clip: EVERYWHERE };
    const above = parentOf(element);
    const around = above ? this.inside(above) : { up: this.left(), down: scrollY, clip: EVERYWHERE, paged: true };
    return style.position === "sticky" ? this.sticky(element, style, around) : around;
  }

  /** What sticks moves only until it does. */
  private sticky(element: Element, style: CSSStyleDeclaration, around: Motion): Motion {
    const box = element.getBoundingClientRect();
    const top = parseFloat(style.top);
    const bottom = parseFloat(style.bottom);
    const up = isNaN(bottom) ? (isNaN(top) ? around.up : Math.max(0, box.top - top)) : 0;
    const down = isNaN(top) ? (isNaN(bottom) ? around.down : Math.max(0, this.height - bottom - box.bottom)) : 0;
    return { up: Math.min(up, around.up), down: Math.min(down, around.down), clip: around.clip, paged: false };
  }

  private inside(element: Element): Motion {
    const known = this.motions.get(element);
    if (known) return known;
    const style = getComputedStyle(element);
    let motion = this.placed(element, style);
    if (SCROLLS.test(style.overflowY) && !isViewport(element)) {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const clip = {
        left: Math.max(motion.clip.left, left),
        top: Math.max(motion.clip.top, top),
        right: Math.min(motion.clip.right, right),
        bottom: Math.min(motion.clip.bottom, bottom),
      };
      const rest = element.scrollHeight - element.clientHeight;
      const moves = style.overflowY !== "hidden" && rest > 1;
      motion = moves
        ? { up: motion.up + rest - element.scrollTop, down: motion.down + element.scrollTop, clip, paged: false }
        : { ...motion, clip };
    }
    this.motions.set(element, motion);
    return motion;
  }

  /** How far the page can still be scrolled. */
  private left(): number {
    const { documentElement: html, body } = document;
    const shown = getComputedStyle(html).overflowY;
    const overflow = shown === "visible" && body ? getComputedStyle(body).overflowY : shown;
    if (/hidden|clip/.test(overflow)) return 0;
    return Math.max(0, (document.scrollingElement ?? html).scrollHeight - this.height - scrollY);
  }
}

/** Whether the box is at `offset`, as far as it shows, in `place`. */
export function stands({ box, clip }: Control, offset: number, place: Box): boolean {
  const shown: Box = {
    left: Math.max(box.left, clip.left),
    top: Math.max(box.top + offset, clip.top),
    right: Math.min(box.right, clip.right),
    bottom: Math.min(box.bottom + offset, clip.bottom),
  };
  return shown.left < shown.right && shown.top < shown.bottom && meet(shown, place);
}

function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const { parentNode } = element;
  return parentNode instanceof ShadowRoot ? parentNode.host : parentNode instanceof Element ? parentNode : null;
}

/** <html>, and <body> where its overflow is the viewport's. */
function isViewport(element: Element): boolean {
  const html = document.documentElement;
  return element === html || (element === document.body && getComputedStyle(html).overflowY === "visible");
}

const pointing = (element: Element | null): boolean => element !== null && getComputedStyle(element).cursor === "pointer";

/** A custom element may hide its controls in a closed shadow tree. */
function pressableByLooks(element: Element): boolean {
  return pointing(element) || element.localName === "canvas" || (element.localName.includes("-") && element.childElementCount === 0);
}

function outermost(element: Element): Element {
  let found = element;
  while (attempt(() => pointing(found.parentElement)) && found.parentElement !== document.body) found = found.parentElement as Element;
  return found;
}
