// The events a page sends, as recorder/model/ reads them. A change here without one there makes
// the receiver refuse the batch, and tests/inpage fails.

export type Rect = [x: number, y: number, width: number, height: number];

export interface Target {
  role?: string;
  name?: string;
  selector?: string;
  test_id?: string;
  tag?: string;
  type?: string;
  interactive?: boolean;
  text_entry?: boolean;
  unobservable?: "" | "download" | "new_tab" | "canvas" | "media" | "frame" | "mailto";
  ignore?: boolean;
  disabled?: boolean;
  stepper?: boolean;
  rect?: Rect;
}

export interface FieldState {
  key: string;
  target: Target;
  filled: boolean;
  invalid: boolean;
  sensitive: boolean;
}

export type ReactionKind =
  | "mutation" | "navigation" | "unloading" | "focus" | "scroll" | "selection" | "visibility"
  | "input" | "dialog" | "new_tab" | "download" | "canvas" | "media" | "request" | "error"
  | "invalid";

export type RequestType =
  | "fetch" | "xhr" | "script" | "style" | "image" | "font" | "other" | "document";

export type Cause = "load" | "push" | "replace" | "pop" | "hash" | "restore";
export type VitalName = "LCP" | "CLS" | "INP" | "FCP" | "TTFB";

export interface ViewEvent {
  kind: "view"; url: string; origin: string; title: string; cause: Cause;
  navigation: string; width: number; height: number; touch: boolean; webdriver: boolean;
}
export interface LoadEvent {
  kind: "load"; status: number; response_ms: number; dom_ms: number; load_ms: number;
  bytes: number;
}
export interface ClickEvent {
  kind: "click"; id: number; target: Target; x: number; y: number;
  pointer: "mouse" | "touch" | "pen" | "keyboard" | ""; count: number; under?: Target; aimed?: Target;
}
export interface ReactionEvent {
  kind: "reaction"; click: number; after: Partial<Record<ReactionKind, number>>;
  observed_ms: number;
}
export interface FocusEventOut { kind: "focus"; target: Target }
export interface ChangeEvent {
  kind: "change"; target: Target; hesitation_ms: number;
  how: "typed" | "pasted" | "autofill" | "chosen"; from_buyer?: boolean;
}
export interface BlurEvent {
  kind: "blur"; target: Target; dwell_ms: number; still_ms: number; changed: boolean; corrections: number;
  filled: boolean; valid: boolean; typed?: number; lost?: number; altered?: number;
  elsewhere?: number; limited?: boolean; paste_refused?: number;
}
export interface SettingEvent {
  kind: "setting"; target: Target; kept: boolean; carried: boolean;
  after: Partial<Record<ReactionKind, number>>; observed_ms: number;
}
export interface RepeatEvent { kind: "repeat"; target: Target; first: Target; same_page: boolean }
export interface UndoneEvent {
  kind: "undone"; what: "emptied" | "altered" | "again"; fields: FieldState[]; filled: number; letters: number;
}
export interface SubmitEventOut {
  kind: "submit"; form: string; target: Target; via?: Target; fields: FieldState[];
  refused: "" | "native" | "prevented"; method?: "get" | "post" | "dialog" | ""; unseen?: boolean;
}
export interface FormEvent {
  kind: "form"; form: string; target: Target; fields: FieldState[];
}
export interface MessageEventOut {
  kind: "message"; target: Target; text: string; severity: "error" | "status"; field?: Target;
}
export interface JsErrorEvent {
  kind: "js_error"; message: string; source: string; line: number; column: number;
  stack: string; rejection: boolean; logged?: "handler" | "script"; click?: number;
}
export interface RequestEvent {
  kind: "request"; url: string; method: string; type: RequestType; status: number;
  failed: boolean; aborted: boolean; duration_ms: number; click?: number; third_party: boolean;
}
export interface ScrollEvent {
  kind: "scroll"; depth: number; distance: number; reversals: number; turns: number[]; height: number;
}
export interface PointerEventOut { kind: "pointer"; distance: number; reversals: number }
export interface VisibilityEvent { kind: "visibility"; state: "visible" | "hidden" }
export interface LeaveEvent { kind: "leave"; persisted: boolean }
export interface SightingEvent {
  kind: "sighting"; what: Seek["what"]; value: string; present: boolean;
}
export interface TotalEvent {
  kind: "total"; amount: number; currency: string; what: "total" | "delivery" | "lines"; untaxed?: boolean; beside?: number[];
  count?: number;
}
export interface PromiseEvent { kind: "promise"; name: string; text: string }
export interface VitalEvent {
  kind: "vital"; name: VitalName; value: number; rating: string; target: string;
}
export interface ShiftEvent { kind: "shift"; value: number; sources: Target[] }
export interface AlertEvent {
  kind: "alert"; type: "alert" | "confirm" | "prompt" | "beforeunload"; message: string; duration_ms: number;
  click?: number;
}
export interface BlockEvent { kind: "block"; duration_ms: number; click?: number }
export interface CueEvent {
  kind: "cue"; what: "account" | "guest" | "signed_in" | "session_over" | "declined" | "empty_basket"
    | "no_delivery" | "no_payment" | "failed" | "identity" | "no_pieces"; target: Target;
  present: boolean;
}
export interface LayerEvent {
  kind: "layer"; id: number; state: "shown" | "gone"; target: Target; asked: boolean;
  share: number; modal: boolean; focus: boolean; consent: boolean;
  how: "" | "inside" | "outside" | "key" | "itself";
}
export interface OddityEvent {
  kind: "oddity"; what: "image" | "text" | "empty"; target: Target; text: string;
}
export interface ThrashEvent {
  kind: "thrash"; duration_ms: number; distance: number; reversals: number; target?: Target;
}
export interface ChoiceEvent { kind: "choice"; target: Target; waited_ms: number }
export interface OfferEvent {
  kind: "offer"; what: "choices" | "delivery" | "fields"; target: Target; count: number; price: number; days: number; means: string[];
}
export interface AssetsEvent { kind: "assets"; urls: string[] }
export interface OffSiteEvent { kind: "off_site"; origin: string; away: boolean; payment: boolean }
// What the task bar tells (recorder/model/participant_events.py).
export interface SaidEvent { kind: "said"; what: "done" | "stop" | "leave" }
export interface AsideEvent { kind: "aside"; what: "buyer" | "task" | "pause" | "menu"; state: "begin" | "end" }
export interface CopiedEvent { kind: "copied"; field: string }

export type PageEvent =
  | ViewEvent | LoadEvent | ClickEvent | ReactionEvent | FocusEventOut | ChangeEvent | BlurEvent
  | SubmitEventOut | FormEvent | MessageEventOut | JsErrorEvent | RequestEvent | ScrollEvent
  | PointerEventOut | VisibilityEvent | LeaveEvent | SightingEvent | TotalEvent | VitalEvent
  | ShiftEvent | AssetsEvent | OffSiteEvent | SaidEvent | AsideEvent | CopiedEvent | SettingEvent
  | RepeatEvent | PromiseEvent | AlertEvent | BlockEvent | CueEvent | LayerEvent | OddityEvent
  | ThrashEvent | ChoiceEvent | UndoneEvent | OfferEvent;

/** `t` and `view` are filled in by the context where a module does not know better. */
export type Timed<E> = E & { t: number; view: number };

export interface Seek {
  what: "selector" | "text" | "datalayer";
  value: string;
}

export interface PageConfig {
  /** Tells apart what one page kept for the next: batches of another session are not taken. */
  session?: string;
  /** Where to record; none: every http(s) origin but `elsewhere`. */
  origins: string[];
  elsewhere?: string[];
  seek?: Seek[];
  total?: string | null;
  delivery?: string | null;
  lines?: string | null;
  promises?: Record<string, string>;
  replay?: boolean;
  binding?: string;
  /** What the study gives its participants: compared in the page with what is pasted. */
  buyer?: string[];
}

/** What everyone else in the page may ask of a recording: `window[Symbol.for("kitka.recorder")]`. */
export interface Handle {
  checkpoint(): unknown;
  flush(): void;
  /** Hands everything over and falls silent; a page of the driver's. */
  end(): Promise<void>;
  emit(event: PageEvent): void;
  /** The same for a participant, for good; `keep` false: what was not sent yet is not sent. */
  leave(keep?: boolean): Promise<void>;
}

/** What the driver gets at the end of a step: where it stands and what a screenshot must hide. */
export interface Checkpoint {
  page: string;
  view: number;
  t: number;
  width: number;
  height: number;
  fields: Rect[];
  layout: string;
  /** What went wrong inside the recorder itself, which the page must never see. */
  faults: string[];
}
