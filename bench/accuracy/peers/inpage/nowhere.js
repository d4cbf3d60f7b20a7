// Endpoints that do not exist, and a browser that does not even look for them. Patched last, so that
// neither the shop nor Kitka's recorder in the same page sees what the other tools would have sent.
const DOMAIN = "kitka-peers.invalid";
export const MINE = /kitka-peers\.invalid/;

export const endpoint = (vendor) => `https://${vendor}.${DOMAIN}`;

const isMine = (url) => MINE.test(String((url && url.url) || url));

export function bridle() {
  const { fetch } = window;
  window.fetch = (input, options) =>
    isMine(input) ? Promise.resolve(new Response("{}", { status: 200 })) : fetch(input, options);

  const { sendBeacon } = navigator;
  navigator.sendBeacon = (url, data) => isMine(url) || sendBeacon.call(navigator, url, data);

  const { open, send, setRequestHeader } = XMLHttpRequest.prototype;
  const mine = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    if (!isMine(url)) return open.call(this, method, url, ...rest);
    mine.add(this);
  };
  XMLHttpRequest.prototype.setRequestHeader = function (...header) {
    if (!mine.has(this)) setRequestHeader.apply(this, header);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (!mine.has(this)) send.call(this, body);
  };
}
