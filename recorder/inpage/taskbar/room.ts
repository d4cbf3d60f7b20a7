// The room that the shop's page keeps free for the bar, so that its last control can be scrolled out
// from under it and a field that gets the focus is shown above it. By a style sheet of the document:
// no attribute of the shop's changes, nothing of the page moves.

import { attempt } from "../safe";

export class Room {
  private readonly sheet = attempt(() => new CSSStyleSheet());
  private readonly before = getComputedStyle(document.documentElement);
  private readonly padding = parseFloat(this.before.paddingBottom) || 0;
  private readonly scrollPadding = parseFloat(this.before.scrollPaddingBottom) || 0;
  private onBody = false;
  px = 0;
  /** Whether the page can be scrolled further by what is kept free. */
  works = true;

  keep(px: number): void {
    this.adopt();
    if (px === this.px) return;
    const before = document.documentElement.scrollHeight - this.px;
    this.write(px);
    if (px === 0) return;
    this.works = grown(before, px);
    // Where <html> is as high as the screen and its content flows over, its padding ends up amid it.
    if (this.works || this.onBody) return;
    this.onBody = getComputedStyle(document.body).display === "block";
    this.write(px);
    this.works = grown(before, px);
  }

  /** A shop that sets its own sheets throws ours out. */
  private adopt(): void {
    const { sheet } = this;
    if (!sheet || document.adoptedStyleSheets?.includes(sheet)) return;
    attempt(() => (document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]));
  }

  private write(px: number): void {
    this.px = px;
    const scroll = `scroll-padding-bottom:${Math.max(px, this.scrollPadding)}px!important`;
    const space = this.onBody
      ? `}body::after{content:"";display:block;clear:both;height:${px}px`
      : `;padding-bottom:${this.padding + px}px!important`;
    attempt(() => this.sheet?.replaceSync(px === 0 ? "" : `html{${scroll}${space}}`));
  }
}

function grown(before: number, px: number): boolean {
  return document.documentElement.scrollHeight - before >= px - 1;
}
