// How the bar looks: dark, calm and its own, on every shop alike. The shop's rules reach the host
// element from outside; `!important` in here wins over any of theirs. px throughout: a shop's rem may
// be anything.

const INK = "#1b1e24";
const PAPER = "#fff";
const QUIET = "#b9bfca";
const RIM = "#5b6371";
const FOCUS = "#ffd24a";

/** The first rule is the host's: the bar is moved by writing to it, never by an attribute. */
export const STYLES = `
:host {
  all: initial !important;
  position: fixed !important; left: 0 !important; bottom: 0 !important; z-index: 2147483647 !important;
  display: block !important; pointer-events: none !important;
  font: 500 15px/1.35 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif !important;
  color: ${PAPER} !important; color-scheme: dark !important; text-align: left !important;
}
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
.dock { display: flex; flex-direction: column-reverse; gap: 6px; pointer-events: none; }
.dock.top { flex-direction: column; }
.dock > :not(.unseen) { pointer-events: auto; }
.dock.moving > * { pointer-events: none; opacity: .3; }
.row, .panel, .pill { background: ${INK}; border: 1px solid ${RIM}; border-radius: 12px;
  box-shadow: 0 2px 14px rgb(0 0 0 / .35); }
.row { display: flex; align-items: center; gap: 3px; height: 52px; padding: 3px; }
.row .mark { display: none; }
button { font: inherit; color: inherit; background: none; border: 1px solid transparent; border-radius: 9px;
  min-width: 44px; min-height: 44px; padding: 4px 6px; cursor: pointer; touch-action: manipulation;
  -webkit-tap-highlight-color: transparent; }
button:hover { background: #343a45; }
button[aria-expanded=true] { background: #3d4451; }
button:focus-visible, a:focus-visible { outline: 3px solid ${FOCUS}; outline-offset: 1px; }
.panel:focus { outline: 0; }
.panel:focus-visible { border-color: ${FOCUS}; }
button:active, .list a:active { border-color: ${PAPER}; }
.row button { flex: 1 1 auto; min-width: auto; padding: 4px 5px; font-size: 13px; line-height: 15px; }
.row button::before { content: ""; display: block; width: 34px; }
.row .more { flex: 0 0 44px; padding: 0; }
.strong { background: ${PAPER}; color: ${INK}; font-weight: 600; }
.strong:hover { background: #dfe3ea; }
.framed { border-color: ${RIM}; }
svg { display: inline-block; width: 22px; height: 22px; fill: none; stroke: currentColor; stroke-width: 2.2;
  stroke-linecap: round; vertical-align: middle; }
.more svg { stroke-width: 3.4; }
.panel { padding: 14px 16px 16px; max-height: var(--room); overflow: auto; overscroll-behavior: contain; }
.head { display: flex; align-items: center; justify-content: space-between; gap: 8px; }
h2 { font: inherit; font-size: 17px; font-weight: 650; padding: 4px 0; }
.head button { flex: none; margin: -8px -10px -6px 0; padding: 0; }
p { margin-top: 8px; overflow-wrap: break-word; white-space: pre-line; }
.goal { font-size: 17px; line-height: 1.5; font-weight: 400; }
.note { color: ${QUIET}; font-weight: 400; font-size: 14px; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 14px; }
.choices button { flex: 1 1 auto; min-height: 48px; padding: 4px 14px; }
.list { display: flex; flex-direction: column; margin-top: 6px; }
.list > * { min-height: 48px; padding: 8px 10px; margin: 0 -10px; text-align: left; }
.list a { display: flex; align-items: center; color: inherit; text-decoration: none; border: 1px solid transparent;
  border-radius: 9px; }
.list a:hover { background: #343a45; }
.list .framed { margin: 8px 0 0; text-align: center; }
dl { margin-top: 8px; }
dl div { display: grid; grid-template-columns: 1fr auto; column-gap: 10px; border-top: 1px solid #3d4451; padding: 4px 0; }
dt { align-self: end; color: ${QUIET}; font-size: 13px; font-weight: 400; }
dd { min-width: 0; font-size: 16px; overflow-wrap: anywhere; user-select: text; -webkit-user-select: text; }
dd:last-child { grid-area: 1 / 2 / 3; align-self: center; }
dl button { min-width: 84px; font-size: 14px; }
.strip { display: flex; align-items: center; gap: 10px; flex-wrap: wrap; min-height: 52px; padding: 3px 3px 3px 14px; }
.strip .head { flex: 1 1 180px; }
.strip h2 { font-size: 15px; font-weight: 500; }
.strip .choices { margin: 0; }
.strip .choices button { min-height: 44px; flex: 0 1 auto; padding: 4px 14px; }
.pill { display: flex; align-self: flex-start; align-items: center; gap: 6px; height: 52px; border-radius: 26px; padding: 0 16px 0 13px;
  font-size: 14px; }
.pill.small { padding: 0; width: 52px; justify-content: center; }
.pill.small span { display: none; }
.unseen { position: absolute; width: 1px; height: 1px; padding: 0; border: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
@media (min-width: 720px) {
  .row { gap: 6px; padding: 3px 4px; }
  .row .mark { display: flex; align-items: center; padding: 0 6px 0 10px; color: ${QUIET}; }
  .row button { font-size: 15px; padding: 4px 14px; white-space: nowrap; }
  .row .more { padding: 0; }
  .panel:not(.strip) { align-self: flex-end; width: 100%; max-width: 460px; }
  .gap { flex: 1; min-width: 20px; }
}
@media (max-width: 345px) { .row { gap: 1px; } .row button { font-size: 12px; padding: 4px 3px; }
  .row button::before { width: 38px; } }
@media (forced-colors: active) {
  button { border-color: ButtonText; }
  .strong, button[aria-expanded=true] { border-width: 3px; }
  button:focus-visible, a:focus-visible { outline-color: Highlight; }
}
@media print { :host { display: none !important; } }
`;
