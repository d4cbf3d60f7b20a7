// The track under the replay: steps, frictions, errors and gaps at their moments.

export interface Marker {
  seconds: number;
  kind: "step" | "friction" | "error" | "gap" | "note" | "end";
  text: string;
}

const SVG = "http://www.w3.org/2000/svg";
const MIDDLE = 20;

function add(parent: Element, name: string, attributes: Record<string, string | number>): Element {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent.append(element);
  return element;
}

/** A friction stands above the rail, where the seeking mark cannot hide it. */
function flag(svg: Element, x: string): Element {
  add(svg, "line", { x1: x, x2: x, y1: 5, y2: MIDDLE }).classList.add("stem");
  return add(svg, "circle", { cx: x, cy: 5, r: 4.5 });
}

function draw(svg: Element, mark: Marker, x: string): void {
  const shape =
    mark.kind === "friction"
      ? flag(svg, x)
      : mark.kind === "error"
        ? add(svg, "rect", { x, y: MIDDLE - 5, width: 5, height: 10, transform: "translate(-2 0)" })
        : add(svg, "line", { x1: x, x2: x, y1: MIDDLE - 9, y2: MIDDLE + 9 });
  shape.classList.add(`mark-${mark.kind}`);
  add(shape, "title", {}).textContent = mark.text;
}

export interface Track {
  progress(at: number): void;
  limit(start: number, end: number): void;
}

/** Draws the markers; `limit` greys the parts of the session that have no replay. */
export function drawTrack(svg: Element, markers: Marker[], duration: number): Track {
  const share = (seconds: number): string =>
    `${(100 * Math.min(Math.max(seconds, 0), duration)) / (duration || 1)}%`;
  const voids = add(svg, "g", {});
  const rail = { x1: "0%", y1: MIDDLE, y2: MIDDLE };
  add(svg, "line", { ...rail, x2: "100%" }).classList.add("rail");
  const done = add(svg, "line", { ...rail, x2: "0%" });
  done.classList.add("done");
  const order = ["step", "gap", "end", "note", "error", "friction"];
  for (const mark of [...markers].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))) {
    draw(svg, mark, share(mark.seconds));
  }
  return {
    progress: (at) => done.setAttribute("x2", share(at)),
    limit: (start, end) => {
      voids.replaceChildren();
      const spans: [number, number][] = [[0, start], [end, duration]];
      for (const [from, to] of spans) {
        const width = share(Math.max(0, to - from));
        add(voids, "rect", { x: share(from), y: 6, width, height: 28 }).classList.add("void");
      }
    },
  };
}
