// The part of the script that `chunk_gone.js` fetches, in its newest version.
export function send(form) {
  form.submit();
}
