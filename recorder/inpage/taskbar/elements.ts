// Elements without markup: every text is a text node, so what a study says can never become HTML,
// and a page that demands Trusted Types has nothing to refuse.

const SVG = "http://www.w3.org/2000/svg";

type Attributes = Record<string, string>;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name] as string);
  made.append(...children);
  return made;
}

/** A picture of 24 × 24 in the colour of the text, unknown to screen readers. */
export function icon(path: string): SVGElement {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  picture.append(line);
  return picture;
}

export const MARK = "M4 7h10M8 12h12M4 17h10";
export const MORE = "M5 12h.01M12 12h.01M19 12h.01";
export const CLOSE = "M6 6l12 12M18 6L6 18";
