// The shortest selector that names one element alone: the search of `@medv/finder` 4.0.2, with the
// same penalties in the same order, without its defaults. tests/inpage/test_names.py compares both.

interface Knot {
  name: string;
  penalty: number;
  level: number;
}

export interface Choice {
  idName(name: string): boolean;
  className(name: string): boolean;
  attr(name: string, value: string): boolean;
  timeoutMs: number;
  pathsMax: number;
}

export function shortestPath(target: Element, root: Document | ShadowRoot, { idName, className, attr, timeoutMs, pathsMax }: Choice): string {
  if (target.localName === "html") return "html";
  const end = Date.now() + timeoutMs;

  const knotsOf = (element: Element, level: number): Knot[] => {
    const knots: Knot[] = [];
    const add = (name: string, penalty: number): void => void knots.push({ name, penalty, level });
    const id = element.getAttribute("id");
    if (id && idName(id)) add(`#${CSS.escape(id)}`, 0);
    for (const name of element.classList) if (className(name)) add(`.${CSS.escape(name)}`, 1);
    for (const { name, value } of element.attributes) if (attr(name, value)) add(`[${CSS.escape(name)}="${CSS.escape(value)}"]`, 2);
    const tag = element.tagName.toLowerCase();
    add(tag, 5);
    if (element.parentNode) {
      add(nth(tag, "of-type", indexOf(element, tag)), 10);
      add(nth(tag, "child", indexOf(element)), 50);
    }
    return knots;
  };

  const isUnique = (path: Knot[]): boolean => {
    const found = root.querySelectorAll(selectorOf(path)).length;
    if (found === 0) throw new Error("nothing there");
    return found === 1;
  };

  function* candidates(): Generator<Knot[]> {
    const stack: Knot[][] = [];
    let paths: Knot[][] = [];
    for (let element: Element | null = target; element; element = element.parentElement) {
      stack.push(knotsOf(element, stack.length));
      paths.push(...combinations(stack));
      if (stack.length < 3) continue;
      yield* paths.sort(byPenalty);
      paths = [];
    }
    yield* paths.sort(byPenalty);
  }

  function* shorter(path: Knot[]): Generator<Knot[]> {
    for (let i = 1; path.length > 2 && i < path.length - 1 && Date.now() <= end; i += 1) {
      const without = path.filter((_, at) => at !== i);
      if (!isUnique(without) || root.querySelector(selectorOf(without)) !== target) continue;
      yield without;
      yield* shorter(without);
    }
  }

  const byPosition = (): string => {
    const path: Knot[] = [];
    for (let element: Element | null = target; element; element = element.parentElement) {
      const tag = element.tagName.toLowerCase();
      path.push({ name: nth(tag, "of-type", indexOf(element, tag)), penalty: NaN, level: path.length });
    }
    if (!isUnique(path)) throw new Error("not unique");
    return selectorOf(path);
  };

  let count = 0;
  for (const path of candidates()) {
    if (Date.now() > end || count++ >= pathsMax) return byPosition();
    if (isUnique(path)) return selectorOf([...shorter(path)].sort(byPenalty)[0] ?? path);
  }
  throw new Error("no selector");
}

const nth = (tag: string, kind: string, index: number): string => (tag === "html" ? tag : `${tag}:nth-${kind}(${index})`);

const penaltyOf = (path: Knot[]): number => path.reduce((sum, { penalty }) => sum + penalty, 0);
const byPenalty = (a: Knot[], b: Knot[]): number => penaltyOf(a) - penaltyOf(b);

/** From the inside out; a space where a level is left out. */
const selectorOf = (path: Knot[]): string =>
  path.reduce((query, { name, level }, i) => (i === 0 ? name : `${name}${path[i - 1]?.level === level - 1 ? " > " : " "}${query}`), "");

function indexOf(element: Element, tag = ""): number {
  let index = 1;
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling) {
    if (tag === "" || at.tagName.toLowerCase() === tag) index += 1;
  }
  return index;
}

function* combinations(stack: Knot[][], path: Knot[] = []): Generator<Knot[]> {
  const [first, ...rest] = stack;
  if (!first) yield path;
  else for (const knot of first) yield* combinations(rest, [...path, knot]);
}
