import { createContext, useContext } from "react";

export const FLAW = window.FLAW;
export const Ctx = createContext(null);
export const useShop = () => useContext(Ctx);
export const euro = (n) => n.toLocaleString("de-DE", { style: "currency", currency: "EUR" });

export async function api(path, body) {
  const answer = await fetch(path, body && { method: "POST", body: JSON.stringify(body) });
  const json = await answer.json();
  return answer.ok ? json : { ...json, status: answer.status };
}
