// The picture of the session, for watching: rrweb, with everything a shopper typed taken out
// twice. First by rrweb's own options, then by a walk over each event, because the options leave
// hidden inputs, contenteditable, value attributes and "show password" readable.

import { record } from "@rrweb/record";
import { BAR } from "./barmarks";
import type { Context } from "./context";
import type { Outbox } from "./outbox";
import {
  BLOCK_MARKS, EDITABLE, IGNORE_MARKS, HIDDEN_TEXT, MASK, MASK_MARKS, UNMASK_MARKS, isButtonInput, isChoice,
  shownUrl,
} from "./privacy";
import { attempt } from "./safe";

const FULL_SNAPSHOT = 2;
const INCREMENTAL = 3;
const META = 4;
const MUTATION = 0;
const INPUT = 5;

interface Serialized {
  type: number;
  tagName?: string;
  attributes?: Record<string, unknown>;
  childNodes?: Serialized[];
  textContent?: string;
}

interface MutationData {
  adds?: { parentId: number; nextId?: number | null; node: Serialized & { id?: number } }[];
  texts?: { id: number; value: string | null }[];
  attributes?: { id: number; attributes: Record<string, unknown> }[];
}

export interface ReplayEvent {
  type: number;
  data: Record<string, unknown> & { source?: number };
}

const TEXT = 3;
const VALUED = new Set(["input", "textarea", "select", "option"]);
const OPEN_TYPES = new Set(["button", "submit", "reset", "image", "radio", "checkbox"]);

/** The document must be parsed: rrweb's own wait for it would listen outside our guard. */
export function startReplay(ctx: Context, outbox: Outbox): void {
  const stop = begin(outbox);
  ctx.on("ended", () => stop?.());
}

function begin(outbox: Outbox): (() => void) | undefined {
  return record({
    emit: (event) => {
      const masked = attempt(() => maskEvent(event as unknown as ReplayEvent));
      // An event that could not be checked is one that nobody may see.
      if (masked) outbox.push("replay", masked, masked.type === FULL_SNAPSHOT);
    },
    // Keyed by tag as well as by type: types alone miss `hidden` and whatever comes next.
    maskInputOptions: { input: true, textarea: true, select: true } as Record<string, boolean>,
    maskInputFn: (text, element) => (text === "" || isButtonInput(element) ? text : MASK),
    maskTextSelector: `${EDITABLE},${MASK_MARKS}`,
    maskTextFn: (text, element) => (element && isOpened(element) ? text : masked(text)),
    blockSelector: `${BLOCK_MARKS},[${BAR}]`,
    ignoreSelector: IGNORE_MARKS,
    inlineStylesheet: false,
    inlineImages: false,
    collectFonts: false,
    recordCanvas: false,
    recordCrossOriginIframes: false,
    slimDOMOptions: "all",
    sampling: { mousemove: 50, scroll: 150, input: "last", media: 800 },
    errorHandler: () => true,
  });
}

const masked = (text: string): string => (text.trim() === "" ? text : MASK);

/** Takes every typed value out of an rrweb event, in place. */
export function maskEvent(event: ReplayEvent): ReplayEvent {
  const { data } = event;
  if (event.type === META) data["href"] = location.origin + shownUrl(String(data["href"]));
  else if (event.type === FULL_SNAPSHOT) maskNode(data["node"] as Serialized, false);
  else if (event.type === INCREMENTAL && data.source === MUTATION) maskMutation(data as MutationData);
  else if (event.type === INCREMENTAL && data.source === INPUT) maskInput(data);
  return event;
}

const nodeOf = (id: number): Node | null => record.mirror.getNode(id);

const inHiddenText = (node: Node | null): boolean => {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  if (element === null) return false;
  return element.localName === "textarea" || (element.closest(HIDDEN_TEXT) !== null && !isOpened(element));
};

/** Marked as to be shown, further in than what masks it. Nothing opens what people type in. */
function isOpened(element: Element): boolean {
  const opened = element.closest(UNMASK_MARKS);
  if (!opened || element.closest(`${EDITABLE},${BLOCK_MARKS}`)) return false;
  return element.closest(MASK_MARKS)?.contains(opened) === true && !opened.matches(MASK_MARKS);
}

/** The task bar is no part of the shop. */
const isBar = ({ attributes }: Serialized): boolean => attributes !== undefined && BAR in attributes;

function maskMutation(data: MutationData): void {
  const bar = data.adds?.find(({ node }) => isBar(node))?.node.id;
  if (data.adds && bar !== undefined) {
    data.adds = data.adds.filter(({ node }) => node.id !== bar);
    for (const add of data.adds) if (add.nextId === bar) add.nextId = null;
  }
  for (const add of data.adds ?? []) maskNode(add.node, inHiddenText(nodeOf(add.parentId)));
  for (const text of data.texts ?? []) {
    const node = nodeOf(text.id);
    if (text.value && (node === null || inHiddenText(node))) text.value = masked(text.value);
  }
  for (const { id, attributes } of data.attributes ?? []) {
    const node = nodeOf(id);
    const element = node instanceof Element ? node : null;
    const type = String(attributes["type"] ?? (element as HTMLInputElement | null)?.type ?? "");
    maskAttributes(element?.localName ?? "input", attributes, type);
  }
}

function maskInput(data: Record<string, unknown>): void {
  const node = nodeOf(data["id"] as number);
  const open = node instanceof Element && (isChoice(node) || isButtonInput(node));
  if (!open && data["text"]) data["text"] = MASK;
}

function maskAttributes(tag: string, attributes: Record<string, unknown>, type: string): void {
  const href = attributes["href"];
  // The key of a session, on a link for the moment of its click.
  if (typeof href === "string" && href.includes("kitka=")) attributes["href"] = href.replace(/[#&]kitka=[\w-]+/, "");
  if (!VALUED.has(tag)) return;
  if (attributes["value"] && !(tag === "input" && OPEN_TYPES.has(type.toLowerCase()))) attributes["value"] = MASK;
  // Which option was chosen is a value too.
  if (tag === "option") delete attributes["selected"];
}

function maskNode(node: Serialized, hidden: boolean): void {
  if (node.type === TEXT) {
    if (hidden && node.textContent) node.textContent = masked(node.textContent);
    return;
  }
  const { attributes } = node;
  let inside = hidden;
  if (node.tagName && attributes) {
    maskAttributes(node.tagName, attributes, String(attributes["type"] ?? ""));
    const editable = attributes["contenteditable"];
    inside ||= node.tagName === "textarea" || (editable !== undefined && editable !== "false");
  }
  if (node.tagName === "html") node.childNodes = node.childNodes?.filter((child) => !isBar(child)) ?? [];
  for (const child of node.childNodes ?? []) maskNode(child, inside);
}
