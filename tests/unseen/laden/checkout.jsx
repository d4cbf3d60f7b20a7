// The way to the till, without one <form>.
import React, { useRef, useState } from "react";
import { api, euro, FLAW, useShop } from "./common.jsx";

const FIELDS = [
  ["name", "Name", "name"], ["strasse", "Straße", "street-address"], ["plz", "PLZ", "postal-code"],
  ["ort", "Ort", "address-level2"], ["telefon", "Telefon", "tel"], ["mail", "E-Mail", "email"],
  ["mail2", "E-Mail wiederholen", "email"],
].filter(([name]) => name !== "mail2" || FLAW === "einfuegen");
const grouped = (digits) => digits.replace(/\D/g, "").replace(/^(\d{4})(\d+)/, "$1 $2");

function Address() {
  const { go } = useShop();
  const [values, setValues] = useState({});
  const [errors, setErrors] = useState({});
  const [fine, setFine] = useState(false);
  const [account, setAccount] = useState(false);
  const [busy, setBusy] = useState(false);
  const set = (name, text) => {
    if (name === "telefon") text = grouped(text);
    if (name === "name" && FLAW === "umlaute") text = text.replace(/[^a-z .'-]/gi, "");
    setValues((now) => ({ ...now, [name]: text }));
  };
  const blur = async (name) => {
    if (name !== "plz" || !/^\d{5}$/.test(values.plz)) return;
    const { ort } = await api("/api/ort?plz=" + values.plz);
    setValues((now) => ({ ...now, ort: now.ort || ort }));
  };
  const check = () => {
    const wrong = {};
    for (const [name, label] of FIELDS) if (!values[name]) wrong[name] = `${label} fehlt`;
    if (!wrong.plz && !/^\d{5}$/.test(values.plz)) wrong.plz = "Bitte fünf Ziffern";
    if (values.mail2 && values.mail !== values.mail2) wrong.mail2 = "Die Adressen stimmen nicht überein";
    setErrors(wrong);
    setFine(!Object.keys(wrong).length);
    return !Object.keys(wrong).length;
  };
  const next = async () => {
    const now = check();
    if (FLAW === "zweimal" ? !fine : !now) return;  // the state of the render before
    setBusy(true);
    const answer = await api("/api/adresse", values);
    setBusy(false);
    if (answer.status === 401) return go("/anmelden");
    if (answer.error) {
      setErrors({ plz: answer.error });
      if (FLAW === "geleert") setValues({});
      return;
    }
    go("/kasse/zahlung");
  };
  const ready = FIELDS.every(([name]) => values[name]) && values.fax;
  return <><h1>Lieferadresse</h1>{FIELDS.map(([name, label, token]) => <div key={name}>
    <label htmlFor={name}>{label}</label>
    <input id={name} autoComplete={token} value={values[name] ?? ""} aria-invalid={!!errors[name]}
      aria-describedby={name + "-f"} onChange={(e) => set(name, e.target.value)} onBlur={() => blur(name)}
      onPaste={name === "mail2" && FLAW === "einfuegen" ? (e) => e.preventDefault() : undefined} />
    {errors[name] && <span id={name + "-f"} className="fehler">{errors[name]}</span>}</div>)}
    <label><input type="checkbox" checked={account} onChange={() => setAccount(!account)} /> Kundenkonto anlegen</label>
    {account && <label>Passwort (freiwillig) <input type="password" autoComplete="new-password" /></label>}
    <button onClick={next} disabled={busy || (FLAW === "grau" && !ready)}>Weiter zur Zahlung{busy && <i className="dreht" />}</button></>;
}

function Code({ value, onChange }) {
  const refs = useRef([]);
  return <fieldset><legend>Code von Ihrer Karte</legend>{[0, 1, 2, 3].map((i) =>
    <input key={i} ref={(e) => { refs.current[i] = e; }} aria-label={`Stelle ${i + 1}`} size="1" maxLength={1}
      inputMode="numeric" value={value[i] ?? ""} onChange={(e) => {
        onChange(i, e.target.value);
        if (e.target.value) refs.current[i + 1]?.focus();
      }} />)}</fieldset>;
}

function Payment() {
  const { go, lines, total, empty } = useShop();
  const [kind, setKind] = useState("rechnung");
  const [terms, setTerms] = useState(false);
  const [code, setCode] = useState([]);
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const insured = FLAW === "schutz" ? 7.99 : 0;
  const sum = total + 4.9 + insured;
  const pay = async () => {
    if (!terms) return FLAW === "stumm" ? undefined : setSaid("Bitte stimmen Sie den AGB zu.");
    setSaid("");
    setBusy(true);
    await api("/api/kauf", { kind });
    setBusy(false);
    go("/danke");
    empty();
  };
  return <><h1>Zahlung</h1>{lines.map((l) => <div className="zeile" key={l.id}><span>{l.many} × {l.name}</span>
    <span className="zeilensumme">{euro(l.many * l.price)}</span></div>)}
    <div className="zeile"><span>Versand</span><span className="versand">{euro(4.9)}</span></div>
    {insured > 0 && <div className="zeile"><span>Geräteschutz</span><span>{euro(insured)}</span></div>}
    <div className="zeile"><b>Gesamt</b><b className="gesamt">{euro(sum)}</b></div>
    {[["rechnung", "Rechnung"], ["karte", "Kundenkarte"]].map(([k, label]) => <label key={k}>
      <input type="radio" name="art" checked={kind === k} onChange={() => setKind(k)} /> {label}</label>)}
    {kind === "karte" && <Code value={code} onChange={(i, c) => setCode((now) => { const n = [...now]; n[i] = c; return n; })} />}
    <label><input type="checkbox" checked={terms} onChange={() => setTerms(!terms)} /> Ich stimme den AGB zu</label>
    {said && <p role="alert" className="fehler">{said}</p>}
    <button onClick={pay} disabled={busy}>Jetzt kaufen{busy && <i className="dreht" />}</button></>;
}

function SignIn() {
  return <><h1>Anmelden</h1><p>Ihre Sitzung ist abgelaufen. Bitte melden Sie sich an.</p>
    <label>Benutzername <input autoComplete="username" /></label>
    <label>Kennwort <input type="password" autoComplete="current-password" /></label><button>Anmelden</button></>;
}

export function Checkout() {
  const { path } = useShop();
  if (path === "/kasse/adresse") return <Address />;
  if (path === "/kasse/zahlung") return <Payment />;
  if (path === "/anmelden") return <SignIn />;
  return <><h1>Danke für Ihre Bestellung!</h1><p>Bestellnummer W-2291</p></>;
}
