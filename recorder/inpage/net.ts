// What is left of many changes of the DOM: what was changed and changed back, or drawn anew just as
// it was, nobody has seen.

import { isField } from "./privacy";
import { stateOf } from "./watches";

/** More cannot be told apart in a moment: then it counts as seen. */
const MANY = 300;

interface Swap {
  came: Set<Node>;
  went: Set<Node>;
  moved: boolean;
}

/** Those of `records` that something is left of, each place by its first, which knows how it was. */
export function netOf(records: MutationRecord[]): MutationRecord[] {
  const seen = new Map<Node, Set<string | null>>();
  const lists = new Map<Node, MutationRecord[]>();
  for (const record of records) {
    if (record.type !== "childList") continue;
    const known = lists.get(record.target);
    if (known) known.push(record);
    else lists.set(record.target, [record]);
  }
  const swaps = new Map<Node, Swap | null>();
  for (const [target, own] of lists) swaps.set(target, own.length > MANY || target.childNodes.length > MANY ? null : swapOf(target, own));
  return records.filter(({ type, target, attributeName, oldValue, addedNodes, removedNodes }) => {
    if (type === "childList") {
      const swap = swaps.get(target);
      return !swap || swap.moved || some(addedNodes, swap.came) || some(removedNodes, swap.went);
    }
    const known = seen.get(target) ?? new Set();
    seen.set(target, known);
    if (known.has(attributeName)) return false;
    known.add(attributeName);
    return oldValue !== (attributeName === null ? target.nodeValue : (target as Element).getAttribute(attributeName));
  });
}

/** Undoes the changes of one list, latest first, to know what stood in it. */
function swapOf(target: Node, records: MutationRecord[]): Swap {
  const now = [...target.childNodes];
  const before: Node[] = [...now];
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of [...records].reverse()) {
    for (const node of addedNodes) {
      const place = before.indexOf(node);
      if (place >= 0) before.splice(place, 1);
    }
    const after = nextSibling ? before.indexOf(nextSibling) : -1;
    const place = after >= 0 ? after : previousSibling ? before.indexOf(previousSibling) + 1 : nextSibling ? 0 : before.length;
    before.splice(place, 0, ...removedNodes);
  }
  const [were, are] = [new Set(before), new Set<Node>(now)];
  const stayed = before.filter((node) => are.has(node));
  const swap: Swap = {
    came: new Set(now.filter((node) => !were.has(node))),
    went: new Set(before.filter((node) => !are.has(node))),
    moved: now.filter((node) => were.has(node)).some((node, i) => node !== stayed[i]),
  };
  if (!swap.moved && swap.came.size > 0 && markupOf(swap.came) === markupOf(swap.went)) swap.came = swap.went = new Set();
  return swap;
}

function some(nodes: NodeList, among: Set<Node>): boolean {
  for (const node of nodes) if (among.has(node)) return true;
  return false;
}

function markupOf(nodes: Set<Node>): string {
  let all = "";
  for (const node of nodes) {
    if (!(node instanceof Element)) {
      all += node.nodeType === 3 ? node.nodeValue : "";
      continue;
    }
    all += node.outerHTML;
    for (const field of [node, ...node.querySelectorAll("input,select,textarea")]) if (isField(field)) all += stateOf(field);
  }
  return all;
}
