// What the task bar is started with (recorder/model/page_config.py) and what it tells
// (recorder/model/participant_events.py). Keys at their default may be missing.

export interface BuyerDetail {
  key: string;
  label: string;
  value: string;
}

export interface Bar {
  language: string;
  goal: string;
  buyer?: BuyerDetail[];
  next?: string;
  code?: string;
  texts?: Record<string, string>;
}

export type SaidWhat = "done" | "stop" | "leave";
export type AsideWhat = "buyer" | "task" | "pause" | "menu";

export type BarEvent =
  | { kind: "said"; what: SaidWhat }
  | { kind: "aside"; what: AsideWhat; state: "begin" | "end" }
  | { kind: "copied"; field: string };

/** Who carries what the bar tells: the recorder in the page, or the driver beside the person. */
export interface Host {
  emit(event: BarEvent): void;
  say(what: SaidWhat, keep: boolean): Promise<void>;
}

/** `open`: an open shadow root, so that tests and axe-core can look inside. Never in a shop. */
export interface Options {
  open?: boolean;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
