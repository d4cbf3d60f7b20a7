// Into the clipboard, without taking the focus from the shop's field where that can be helped: the
// next thing the person does is to paste there.

import { attempt, listen } from "../safe";

/** Copies `text`; `root` is where a selection can be made for browsers that want one. */
export function copy(text: string, root: ShadowRoot, done: (copied: boolean) => void): void {
  const fallback = (): void => done(byEvent(text) || bySelection(text, root));
  // Missing on plain http, refused by a Permissions-Policy.
  const clipboard = attempt(() => navigator.clipboard) as Clipboard | undefined;
  if (!clipboard) return fallback();
  const written = attempt(() => clipboard.writeText(text));
  if (written) written.then(() => done(true), fallback);
  else fallback();
}

function byEvent(text: string): boolean {
  let copied = false;
  let over = false;
  listen<ClipboardEvent>(
    window,
    "copy",
    (event) => {
      if (over || !event.clipboardData) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
      copied = true;
    },
    { once: true, passive: false },
  );
  attempt(() => document.execCommand("copy"));
  over = true;
  return copied;
}

function bySelection(text: string, root: ShadowRoot): boolean {
  const before = (root.activeElement ?? document.activeElement) as HTMLElement | null;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  root.append(field);
  try {
    field.select();
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    before?.focus({ preventScroll: true });
  }
}
