// Role and accessible name of an element, as the W3C's algorithms and `dom-accessibility-api` 0.7.1
// have them, word for word in the same order, without what old browsers need: that library alone
// was a quarter of what a participant's page may load. tests/inpage/test_names.py compares both.

const ROLES = new Map<string, string>(
  (
    "article aside:complementary button datalist:listbox dd:definition details:group dialog dt:term " +
    "fieldset:group figure form footer:contentinfo h1:heading h2:heading h3:heading h4:heading " +
    "h5:heading h6:heading header:banner hr:separator html:document legend li:listitem math main " +
    "menu:list nav:navigation ol:list optgroup:group option output:status progress:progressbar " +
    "section:region summary:button table tbody:rowgroup textarea:textbox tfoot:rowgroup td:cell " +
    "th:columnheader thead:rowgroup tr:row ul:list"
  ).split(" ").map((pair) => [pair.replace(/:.*/, ""), pair.replace(/.*:/, "")]),
);
const INPUT_ROLES: Record<string, string> = {
  button: "button", image: "button", reset: "button", submit: "button", checkbox: "checkbox", radio: "radio",
  range: "slider", email: "textbox", tel: "textbox", text: "textbox", url: "textbox", search: "searchbox", number: "spinbutton",
};
const GLOBAL = /^aria-(?:atomic|busy|controls|current|descri(?:ption|bedby)|details|dropeffect|flowto|grabbed|hidden|keyshortcuts|label(?:ledby)?|live|owns|relevant|roledescription)$/;
const PRESENTATIONAL = /^(?:none|presentation)$/;
const UNNAMED = /^(?:caption|code|deletion|emphasis|generic|insertion|none|paragraph|presentation|strong|su[bp]erscript|subscript)$/;
const NAMED_BY_CONTENT = /^(?:button|cell|checkbox|columnheader|gridcell|heading|label|legend|link|menuitem(?:checkbox|radio)?|option|radio|row|rowheader|switch|tab|tooltip|treeitem)$/;
const LISTS = /^(?:combobox|listbox)$/;
const RANGES = /^(?:meter|progressbar|scrollbar|slider|spinbutton)$/;

const isElement = (node: Node): node is Element => node.nodeType === 1;
const attribute = (element: Element, name: string): string | null => element.getAttribute(name);
const describesItself = (element: Element): boolean => element.getAttributeNames().some((name) => GLOBAL.test(name));

function implicitRole(element: Element): string | null {
  const { localName } = element;
  const role = ROLES.get(localName);
  if (role) return role;
  if (/^(?:a|area|link)$/.test(localName)) return element.hasAttribute("href") ? "link" : null;
  if (localName === "img") return attribute(element, "alt") === "" && !describesItself(element) ? "presentation" : "img";
  if (localName === "select") return element.hasAttribute("multiple") || (element as HTMLSelectElement).size > 1 ? "listbox" : "combobox";
  if (localName !== "input") return null;
  const typed = INPUT_ROLES[(element as HTMLInputElement).type] ?? null;
  return element.hasAttribute("list") && /^(?:text|search)box$/.test(typed ?? "") ? "combobox" : typed;
}

export function roleOf(element: Element): string | null {
  const explicit = (attribute(element, "role") ?? "").trim().split(" ")[0] || null;
  if (explicit && !PRESENTATIONAL.test(explicit)) return explicit;
  return !explicit || describesItself(element) ? implicitRole(element) : explicit;
}

const hasRole = (node: Node, roles: RegExp): boolean => isElement(node) && roles.test(roleOf(node) ?? "");

function referenced(node: Node, name: string): Element[] {
  const ids = isElement(node) && attribute(node, name);
  if (!ids) return [];
  const root = node.getRootNode() as Document;
  return ids.split(" ").map((id) => root.getElementById(id)).filter((found) => found !== null);
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute("hidden") || attribute(element, "aria-hidden") === "true") return true;
  const { display, visibility } = getComputedStyle(element);
  return display === "none" || visibility === "hidden";
}

export function accessibleName(root: Element): string {
  if (hasRole(root, UNNAMED)) return "";
  const consulted = new Set<Node>();

  const use = (element: Element, name: string): string | null => {
    const found = element.getAttributeNode(name);
    if (!found || consulted.has(found) || found.value.trim() === "") return null;
    consulted.add(found);
    return found.value;
  };

  const contentOf = (node: Node, inLabel: boolean): string => {
    const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
    const children = slotted.length > 0 ? slotted : [...node.childNodes, ...referenced(node, "aria-owns")];
    let text = "";
    for (const child of children) {
      const result = textOf(child, inLabel, false, true);
      const separator = isElement(child) && getComputedStyle(child).display !== "inline" ? " " : "";
      text += separator + result + separator;
    }
    return text.trim();
  };

  /** What the host language says. */
  const ownText = (node: Element): string | null => {
    const { localName } = node;
    const { type, labels } = node as HTMLInputElement;
    const isInput = localName === "input";
    const child = { fieldset: "legend", table: "caption", svg: "title" }[localName];
    if (child) {
      consulted.add(node);
      const found = [...node.children].find((each) => each.localName === child);
      if (localName === "svg") return found?.textContent ?? null;
      if (found) return textOf(found, false, false, false);
    } else if (/^(?:img|area|optgroup)$/.test(localName)) {
      const text = use(node, localName === "optgroup" ? "label" : "alt");
      if (text !== null) return text;
    }
    if (isInput && /^(?:button|submit|reset)$/.test(type)) {
      const text = use(node, "value");
      if (text !== null) return text;
      if (type !== "button") return type === "submit" ? "Submit" : "Reset";
    }
    if (labels?.length) {
      consulted.add(node);
      return [...labels].map((label) => textOf(label, true, false, true)).filter(Boolean).join(" ");
    }
    if (isInput && type === "image") return use(node, "alt") ?? use(node, "title") ?? "Submit Query";
    return (hasRole(node, /^button$/) && contentOf(node, false)) || null;
  };

  const valueOf = (node: Element, inLabel: boolean): string | null => {
    if (hasRole(node, LISTS)) {
      consulted.add(node);
      const owned = [node, ...referenced(node, "aria-owns")];
      const chosen = node instanceof HTMLSelectElement ? [...node.selectedOptions] : owned.flatMap((each) => [...each.querySelectorAll('[aria-selected="true"]')]);
      if (chosen.length === 0) return node instanceof HTMLInputElement ? node.value : "";
      return chosen.map((option) => textOf(option, inLabel, false, true)).join(" ");
    }
    if (hasRole(node, RANGES)) return attribute(node, "aria-valuetext") ?? attribute(node, "aria-valuenow") ?? (attribute(node, "value") || "");
    if (!hasRole(node, /^textbox$/)) return null;
    return /^(?:input|textarea)$/.test(node.localName) ? (node as HTMLInputElement).value : (node.textContent ?? "");
  };

  const textOf = (node: Node, inLabel: boolean, isReferenced: boolean, recursion: boolean): string => {
    if (consulted.has(node)) return "";
    const text = textNow(node, inLabel, isReferenced, recursion);
    consulted.add(node);
    return text;
  };

  const textNow = (node: Node, inLabel: boolean, isReferenced: boolean, recursion: boolean): string => {
    if (!isElement(node)) return node.nodeType === 3 ? (node.textContent ?? "") : recursion ? contentOf(node, inLabel) : "";
    if (isHidden(node) && !isReferenced) return "";
    const labelledBy = node.getAttributeNode("aria-labelledby");
    const labels = labelledBy && !consulted.has(labelledBy) && !isReferenced ? referenced(node, "aria-labelledby") : [];
    if (labelledBy && labels.length > 0) {
      consulted.add(labelledBy);
      const text = labels.map((label) => textOf(label, inLabel, true, false)).join(" ");
      // The element itself may be one of them, or asked once more.
      consulted.delete(node);
      return text;
    }
    const isControl = recursion && hasRole(node, /^(?:button|combobox|listbox|textbox|meter|progressbar|scrollbar|slider|spinbutton)$/);
    if (!isControl) {
      const label = (attribute(node, "aria-label") ?? "").trim();
      if (label) return label;
      const own = hasRole(node, PRESENTATIONAL) ? null : ownText(node);
      if (own !== null) return own;
    }
    if (hasRole(node, /^menu$/)) return "";
    const value = isControl || inLabel || isReferenced ? valueOf(node, inLabel) : null;
    if (value !== null) return value;
    const named = hasRole(node, NAMED_BY_CONTENT) || isReferenced || node.localName === "caption";
    return (named && contentOf(node, inLabel)) || (recursion ? contentOf(node, inLabel) : (use(node, "title") ?? ""));
  };

  return textOf(root, false, false, false).trim().replace(/\s\s+/g, " ");
}
