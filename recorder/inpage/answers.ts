// Answers to a press that are no change of the DOM: focus, scrolling, selection, media, styles.

import { hear, isBar } from "./barmarks";
import { isTextEntry } from "./privacy";
import type { Reactions } from "./reactions";
import { attempt, callNative, now, patch, preceded } from "./safe";
import { Scrolling } from "./scrolling";
import { isVisible } from "./target";
import { isOwn } from "./watches";

const SOON_MS = 300;
const WATCHED_MS = 2500;

/** The page itself moves the focus just now. */
let pageFocuses = false;
export const isPageFocusing = (): boolean => pageFocuses;

export function listenForAnswers(reactions: Reactions): void {
  hear(document, "focusin", (event) => reactions.acted(event, pageFocuses));
  patchFocus(reactions);
  const scrolling = new Scrolling((target, before) => {
    reactions.each((watch, t) => {
      const thrown = target === document && window.scrollY === 0 && leadsNowhere(watch.control);
      const answer = !thrown && t - watch.t <= SOON_MS && scrolling.answers(target, before, watch.t, watch.offsets);
      if (answer) reactions.set(watch, "scroll", t);
    });
  });
  hear(document, "selectionchange", () => {
    if (document.getSelection()?.isCollapsed !== false) return;
    reactions.each((watch, t) => t - watch.t <= SOON_MS && reactions.set(watch, "selection", t));
  });
  const left = (): void => reactions.each((watch, t) => t - watch.t <= WATCHED_MS && reactions.set(watch, "visibility", t));
  hear(document, "visibilitychange", left);
  hear(window, "blur", ({ target }) => target === window && left());
  for (const type of ["play", "pause", "volumechange", "seeking"]) {
    hear(window, type, () => reactions.note("media", now()));
  }
  hear(window, "invalid", () => reactions.newest("invalid", now(), 100));
  hear(window, "toggle", ({ target }) => reactions.note("mutation", now(), target));
  // Styles that no attribute of the page announced (:checked, :target).
  for (const type of ["transitionrun", "animationstart"]) hear(window, type, (event) => reactions.animated(event));
  patchOpeners(reactions);
}

/** In the languages that shops write, and as an arrow. */
const TO_TOP = /\btop\b|ylös|alkuun|\bupp\b|början|oben|anfang|[↑▲⇧⬆^]/i;

/** A link whose script is missing throws people to the top of the page: that is no answer, unless it says so. */
function leadsNowhere(control: Element): boolean {
  const name = `${control.textContent} ${control.getAttribute("aria-label")} ${control.getAttribute("title")}`;
  return control.getAttribute("href") === "#" && (control.textContent ?? "").trim() !== "" && !TO_TOP.test(name);
}

/** Only where the page moves the focus: a script's next fill() moves it, too, without any key. */
function patchFocus(reactions: Reactions): void {
  patch(HTMLElement.prototype, "focus", (original) => ({
    wrapper(this: unknown, ...args: unknown[]): unknown {
      // Handlers of what happens in it may move the focus themselves.
      const before = pageFocuses;
      pageFocuses = true;
      try {
        return callNative(original, this, args);
      } finally {
        pageFocuses = before;
        attempt(() => focused(reactions, this as Element));
      }
    },
  }).wrapper);
}

function focused(reactions: Reactions, target: Element): void {
  if ((document.activeElement !== target && !target.matches(":focus")) || isBar(target) || !isVisible(target)) return;
  const takesText = isTextEntry(target) || target.localName === "select";
  reactions.each((watch, t) => {
    const other = !(watch.control.contains(target) || target.contains(watch.control));
    if (!isOwn(watch, target) && (takesText || other)) reactions.set(watch, "focus", t);
  });
}

function patchOpeners(reactions: Reactions): void {
  const tell = (kind: "dialog" | "new_tab" | "download"): void => reactions.newest(kind, now(), WATCHED_MS);
  patch(window, "print", (original) => preceded(original, () => tell("dialog")));
  patch(window, "open", (original) => preceded(original, () => tell("new_tab")));
  // A detached <a download> clicked by a script: how shops hand out PDFs made in the page.
  patch(HTMLElement.prototype, "click", (original) => preceded(original, (self) => {
    if (!(self instanceof HTMLAnchorElement)) return;
    if (self.hasAttribute("download")) tell("download");
    else if (self.target && self.target !== "_self") tell("new_tab");
  }));
  patch(HTMLInputElement.prototype, "showPicker", (original) => preceded(original, () => tell("dialog")));
}
