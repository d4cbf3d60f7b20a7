// The bar's place in the document: `<div data-kitka-bar>` under <html>, out of the shop's reach. It
// comes back when the shop throws it away, and follows a modal <dialog>, which makes everything
// outside itself dead: somebody in a dialog may need the details, or may want to stop there.

import { NativeMutationObserver, attempt, guard, later, listen } from "../safe";
import { element } from "./elements";
import { STYLES } from "./styles";

/** A shop that keeps throwing the bar out gets it back this often, then again after a while. */
const RETURNS_MAX = 10;
const FORGIVE_MS = 10_000;
/** Not while a framework still takes over what its server drew: it would stumble over the bar. */
const SETTLED_MS = 1500;

const WATCHED: MutationObserverInit = {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: ["class", "style", "hidden", "open", "disabled"],
};

/** When the shop has drawn its page, or a while after it was parsed. */
export function whenSettled(work: () => void): void {
  let done = false;
  const once = (): void => {
    if (!done) work();
    done = true;
  };
  if (document.readyState === "complete") return once();
  listen(window, "load", once, { once: true });
  if (document.readyState === "interactive") later(SETTLED_MS, once);
  else listen(document, "DOMContentLoaded", () => later(SETTLED_MS, once), { once: true });
}

export class Frame {
  readonly host = element("div", { "data-kitka-bar": "" });
  readonly root: ShadowRoot;
  private rule: CSSStyleDeclaration | null = null;
  private returns = 0;

  constructor(open: boolean, language: string, private readonly changed: () => void) {
    this.host.lang = language;
    if ("popover" in this.host) this.host.setAttribute("popover", "manual");
    this.root = this.host.attachShadow({ mode: open ? "open" : "closed" });
  }

  /** Puts the bar into the page and keeps it there. */
  attach(): void {
    this.dress();
    this.settle();
    const observer = new NativeMutationObserver(guard(() => {
      this.returnHome();
      this.changed();
    }));
    observer.observe(document, WATCHED);
  }

  /** Writes to the host's own rule: no attribute changes, and no policy on styles is asked. */
  style(values: Record<string, string>): void {
    for (const name in values) this.rule?.setProperty(name, values[name] as string, "important");
  }

  private dress(): void {
    const sheet = attempt(() => {
      const made = new CSSStyleSheet();
      made.replaceSync(STYLES);
      this.root.adoptedStyleSheets = [made];
      return made;
    });
    if (!sheet) this.root.prepend(element("style", {}, STYLES));
  }

  private settle(): void {
    home().append(this.host);
    const sheet = this.root.adoptedStyleSheets?.[0] ?? this.root.styleSheets[0];
    this.rule = (sheet?.cssRules[0] as CSSStyleRule | undefined)?.style ?? null;
    // Above whatever else the shop has in the top layer.
    if ("popover" in this.host) attempt(() => this.host.showPopover());
  }

  private returnHome(): void {
    if (this.host.parentNode === home() || this.returns > RETURNS_MAX) return;
    if (this.returns === 0) later(FORGIVE_MS, () => this.forgive());
    this.returns += 1;
    this.settle();
  }

  private forgive(): void {
    this.returns = 0;
    this.returnHome();
  }
}

/** The topmost modal dialog, to which everything but itself is dead, or <html>. */
function home(): Element {
  const dialogs = document.getElementsByTagName("dialog");
  for (let i = dialogs.length - 1; i >= 0; i--) {
    const modal = attempt(() => (dialogs[i] as Element).matches(":modal"));
    if (modal) return topmost() ?? (dialogs[i] as Element);
  }
  return document.documentElement;
}

/** What lies under a modal dialog cannot be hit, its backdrop counts as the dialog itself. */
const topmost = (): Element | null => document.elementFromPoint(1, 1)?.closest("dialog") ?? null;
