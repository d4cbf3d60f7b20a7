// Canvases that a press has drawn anew: viewers and configurators show a colour so, and nothing else.

import { now, patch, preceded } from "./safe";
import type { Reactions } from "./reactions";

/** Drawn as shortly before, it moves by itself. */
const RESTLESS_MS = 1000;
const DRAWS: [string, string[]][] = [
  ["CanvasRenderingContext2D", ["drawImage", "fillRect", "fill", "stroke", "fillText", "putImageData"]],
  ["WebGLRenderingContext", ["drawArrays", "drawElements"]],
  ["WebGL2RenderingContext", ["drawArrays", "drawElements"]],
];

export function watchDrawings(reactions: Reactions): void {
  const drawn = new WeakMap<object, number>();
  for (const [name, methods] of DRAWS) {
    const { prototype } = ((window as unknown as Record<string, { prototype: object }>)[name] ?? {}) as { prototype?: object };
    for (const method of prototype ? methods : []) {
      patch(prototype!, method, (original) => preceded(original, (self) => {
        const { canvas } = self as { canvas: HTMLCanvasElement };
        const t = now();
        const before = drawn.get(canvas) ?? -Infinity;
        drawn.set(canvas, t);
        if (canvas.isConnected) reactions.drawn(t, before, RESTLESS_MS);
      }));
    }
  }
}
