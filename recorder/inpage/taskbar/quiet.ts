// Keeps the bar's own presses, keys and focus from the shop. What comes out of a closed shadow root
// looks to the shop like events of an unknown <div>: a modal's focus trap would take them for a
// press outside and swallow them, a "click elsewhere" would close the shop's own panels. So they
// are stopped at the window, before any listener on the document, and the bar's buttons are pressed
// from there. What a browser does by itself (focus, Enter on a button, scrolling) goes on.

import { listen, now } from "../safe";

const OWN = [
  "pointerdown", "pointerup", "pointercancel", "pointermove", "pointerover", "pointerout",
  "pointerenter", "pointerleave", "mousedown", "mouseup", "mousemove", "mouseover", "mouseout",
  "mouseenter", "mouseleave", "click", "dblclick", "auxclick", "contextmenu", "touchstart",
  "touchmove", "touchend", "touchcancel", "keydown", "keypress", "keyup", "focusin", "focusout",
  "focus", "blur", "wheel", "selectstart", "dragstart", "toggle", "beforetoggle",
];
/** A press by key comes at most this long after the key was let go. */
const KEY_MS = 500;

export interface Listener {
  press(button: HTMLButtonElement, byKey: boolean): void;
  escape(event: KeyboardEvent): void;
  inBar(): void;
  inShop(event: Event): void;
}

export class Quiet {
  /** The button on which the pointer went down, for a press begins and ends on the same one; null:
   * on none, undefined: no pointer went down, as when a screen reader presses. */
  private downOn: HTMLButtonElement | null | undefined;
  private keyAt = -Infinity;

  constructor(
    private readonly host: HTMLElement,
    private readonly root: ShadowRoot,
    private readonly listener: Listener,
  ) {
    for (const type of OWN) {
      // Touches and wheels must not wait for us; the others can be answered.
      const passive = /touch|wheel/.test(type);
      listen(window, type, (event) => this.take(event), { passive });
      listen(host, type, (event) => event.stopPropagation(), { capture: false, passive });
    }
    // Presses that the window let through, because only in here it is known whom they are for.
    listen<MouseEvent>(root, "click", (event) => {
      const target = event.target as Element | null;
      this.press(target?.closest("button") ?? null, event.detail === 0);
    });
  }

  private take(event: Event): void {
    const { type } = event;
    if (event.target !== this.host) {
      if (type === "pointerdown" || type === "keydown" || type === "wheel") this.listener.inShop(event);
      return;
    }
    if (type === "pointerdown") this.downOn = this.buttonAt(event as PointerEvent);
    if (type === "pointercancel") this.downOn = undefined;
    if (type === "mousedown") this.keepFocus(event as MouseEvent);
    if (type.startsWith("key")) this.key(event as KeyboardEvent);
    if (type === "pointerover" || type === "pointerdown" || type === "keydown") this.listener.inBar();
    if (type !== "click" || this.click(event as MouseEvent)) event.stopImmediatePropagation();
  }

  private key(event: KeyboardEvent): void {
    this.keyAt = now();
    if (event.type === "keydown" && event.key === "Escape") this.listener.escape(event);
  }

  /** The shop's field keeps the focus, and a phone its keyboard. */
  private keepFocus(event: MouseEvent): void {
    if (this.at(event, "a,button")) event.preventDefault();
  }

  /** False where it cannot be told from here which button was meant. */
  private click(event: MouseEvent): boolean {
    const down = this.downOn;
    this.downOn = undefined;
    if (!event.isTrusted) return false;
    if (event.detail === 0) {
      if (now() - this.keyAt > KEY_MS) return false;
      this.press(this.root.activeElement?.closest("button") ?? null, true);
      return true;
    }
    if (down === undefined) return false;
    if (down && down === this.buttonAt(event)) this.press(down, false);
    return true;
  }

  private press(button: HTMLButtonElement | null, byKey: boolean): void {
    if (button) this.listener.press(button, byKey);
  }

  private buttonAt(event: MouseEvent): HTMLButtonElement | null {
    return this.at<HTMLButtonElement>(event, "button");
  }

  private at<E extends Element>({ clientX, clientY }: MouseEvent, selector: string): E | null {
    const hit = this.root.elementFromPoint(clientX, clientY);
    return hit && this.root.contains(hit) ? hit.closest<E>(selector) : null;
  }
}
