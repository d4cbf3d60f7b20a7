// Where a recorded document was scrolled to at a moment. rrweb scrolls while the document is still
// without its stylesheets, hence too short: the player scrolls again when they have come.

import { EventType, IncrementalSource, type eventWithTime } from "@rrweb/types";

export interface Offset {
  left: number;
  top: number;
}

/** CSS px at `at` (ms), of the document drawn last; null before the first one. */
export function scrollAt(events: eventWithTime[], at: number): Offset | null {
  let root = -1;
  let offset: Offset | null = null;
  for (const event of events) {
    if (event.timestamp > at) break;
    if (event.type === EventType.FullSnapshot) {
      root = event.data.node.id;
      offset = event.data.initialOffset;
    } else if (
      event.type === EventType.IncrementalSnapshot &&
      event.data.source === IncrementalSource.Scroll &&
      event.data.id === root
    ) {
      offset = { left: event.data.x, top: event.data.y };
    }
  }
  return offset;
}
