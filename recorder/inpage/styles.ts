// Whether some style of the page looks at a class or an attribute: what none looks at can change
// without anybody seeing it.

import { now } from "./safe";

/** What keeps a page from scrolling under a dialog: nothing that one sees. */
const LOCKS = /^(?:overflow(?:-[xy])?|overscroll-behavior.*|padding-(?:right|inline-end)|margin-right|touch-action|pointer-events|user-select|scroll-behavior|-webkit-overflow-scrolling|cursor)$/;
/** Such sheets cannot be read, and only name fonts. */
const FONTS = /^https:\/\/(?:fonts\.googleapis\.com|fonts\.bunny\.net|(?:use|p)\.typekit\.net)\//;
const AGAIN_MS = 1000;

interface Index {
  rules: number;
  at: number;
  selectors: string;
  /** Parts of class names that selectors look for (`[class*=…]`). */
  parts: string[];
}
/** Null where some sheet is another origin's and cannot be asked. */
let index: Index | null | undefined;
/** How many rules there were when they were read last: one may bring in a sheet that cannot be asked. */
let blind = -1;

/** Whether a declaration of these properties can be seen; `width` and so on hold a locked body. */
export const locksOnly = (properties: string[], fixed = false): boolean =>
  properties.every((name) => LOCKS.test(name) || (fixed && /^(?:position|top|left|right|width|height)$/.test(name)));

/** `token` as it stands in a selector (`.open`, `[aria-expanded`): whether one with it is about `element`. */
export function isStyled(element: Element, token: string): boolean {
  const known = built();
  if (!known) return true;
  const name = token.slice(1);
  const isClass = token.startsWith(".");
  if (isClass && known.parts.some((part) => name.includes(part))) return true;
  const wanted = isClass ? "." + CSS.escape(name) : token;
  const { selectors } = known;
  for (let at = selectors.indexOf(wanted); at >= 0; at = selectors.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (!/[\w-]/.test(selectors[end] ?? "") && isAbout(element, selectors, at, isClass ? end : selectors.indexOf("]", end) + 1)) return true;
  }
  return false;
}

/** Whether what stands around the token, up to the next combinator, fits the element but for it. */
function isAbout(element: Element, selectors: string, from: number, to: number): boolean {
  const [before = ""] = /[^\s>+~,]*$/.exec(selectors.slice(Math.max(0, from - 200), from)) ?? [];
  const [behind = ""] = /^[^\s>+~,]*/.exec(selectors.slice(to, to + 200)) ?? [];
  const rest = (before + behind).replace(/::?(?:before|after|hover|focus|active|focus-visible|focus-within)\b/g, "");
  try {
    return rest === "" || element.matches(rest);
  } catch {
    return true;
  }
}

function built(): Index | null {
  const sheets = [...document.styleSheets, ...(document.adoptedStyleSheets ?? [])];
  let rules = sheets.length;
  const selectors: string[] = [];
  try {
    for (const sheet of sheets) if (!isFont(sheet)) rules += sheet.cssRules.length;
    if (index && (index.rules === rules || now() - index.at < AGAIN_MS) && index.rules >= rules) return index;
    if (rules === blind) return null;
    blind = rules;
    for (const sheet of sheets) if (!isFont(sheet)) collect(sheet.cssRules, selectors);
  } catch {
    return (index = null);
  }
  const all = selectors.join("\n");
  const parts = [...all.matchAll(/\[class[*^$~|]?="?([^"\]]+)/g)].map(([, part]) => part!.trim());
  return (index = { rules, at: now(), selectors: all, parts });
}

const isFont = ({ href }: CSSStyleSheet): boolean => FONTS.test(href ?? "");

function collect(rules: CSSRuleList, selectors: string[]): void {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) {
      const { style } = rule;
      if (style.length > 8 || style.length === 0 || !locksOnly([...style])) selectors.push(rule.selectorText);
    }
    const imported = (rule as CSSImportRule).styleSheet;
    const inner = (rule as CSSGroupingRule).cssRules ?? (imported && !isFont(imported) ? imported.cssRules : null);
    if (inner?.length) collect(inner, selectors);
  }
}
