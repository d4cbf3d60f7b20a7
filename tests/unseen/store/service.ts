import { Injectable } from "@angular/core";

export const FLAW: string = (window as any).FLAW;
export const NAP = (ms: number) => new Promise((done) => setTimeout(done, ms));
export interface Plant { id: number; name: string; price: number; }
export interface Line extends Plant { many: number; }

export async function api(path: string, body?: unknown): Promise<any> {
  const answer = await fetch("/api/" + path, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
  const json = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(json.error ?? "failed"), { status: answer.status });
  return json;
}

@Injectable({ providedIn: "root" })
export class Shop {
  lines: Line[] = new URLSearchParams(location.search).has("with") ? [{ id: 1, name: "Monstera", price: 24, many: 2 }] : [];
  shipping = 4.5;
  days = "2–3 working days";
  rounds = 0;
  signedIn = false;
  toast = "";
  address: any = null;
  frozen = this.sum();

  sum() { return this.lines.reduce((sum, l) => sum + l.price * l.many, 0); }
  get count() { return this.lines.reduce((sum, l) => sum + l.many, 0); }
  /** What the basket says; with the flaw it was reckoned when the page was opened. */
  get total() { return FLAW === "sums" ? this.frozen : this.sum(); }

  say(text: string) {
    this.toast = text;
    setTimeout(() => { if (this.toast === text) this.toast = ""; }, 3500);
  }
  async add(plant: Plant, many: number) {
    try { await api("basket", { id: plant.id, many }); } catch { return this.say("Added to your basket"); }
    const line = this.lines.find((l) => l.id === plant.id);
    if (line) line.many += many;
    else this.lines.push({ ...plant, many });
    this.frozen = this.sum();
    this.say("Added to your basket");
  }
}
