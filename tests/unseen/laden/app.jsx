// A tool shop as a single page: React, routes by history.pushState, everything else by a JSON API.
import React, { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { Checkout } from "./checkout.jsx";
import { api, Ctx, euro, FLAW, useShop } from "./common.jsx";

function useRoute() {
  const [path, set] = useState(location.pathname);
  useEffect(() => {
    const back = () => set(location.pathname);
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  return [path, (to) => { history.pushState({}, "", to); set(to); scrollTo(0, 0); }];
}

function Search() {
  const { go } = useShop();
  const [text, setText] = useState("");
  const [hits, setHits] = useState([]);
  useEffect(() => {
    if (text.length < 2) return void setHits([]);
    const timer = setTimeout(() => api("/api/suche?q=" + encodeURIComponent(text)).then(setHits), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return <div className="suche">
    <input aria-label="Suche" role="combobox" aria-expanded={hits.length > 0} value={text}
      onChange={(e) => setText(e.target.value)} placeholder="Wonach suchen Sie?" />
    {hits.length > 0 && <ul role="listbox">{hits.map((h) =>
      <li key={h.id} role="option" tabIndex={0} onClick={() => { setText(""); setHits([]); go("/p/" + h.id); }}
        onKeyDown={(e) => e.key === "Enter" && (setText(""), setHits([]), go("/p/" + h.id))}>{h.name}</li>)}</ul>}
  </div>;
}

function Countdown() {
  const [left, set] = useState(5400);
  useEffect(() => { const t = setInterval(() => set((n) => n - 1), 1000); return () => clearInterval(t); }, []);
  return <b>{String(Math.floor(left / 60)).padStart(2, "0")}:{String(left % 60).padStart(2, "0")}</b>;
}

function Home() {
  const { go } = useShop();
  const [n, set] = useState(0);
  const offers = ["Bohrer im Set", "Alles fürs Holz", "Leise Kompressoren"];
  useEffect(() => { const t = setInterval(() => set((i) => (i + 1) % 3), 2500); return () => clearInterval(t); }, []);
  return <>
    <section className="buehne"><button aria-label="Zurück" onClick={() => set((n + 2) % 3)}>‹</button>
      <h2>{offers[n]}</h2><button aria-label="Vor" onClick={() => set((n + 1) % 3)}>›</button></section>
    <p>Angebot endet in <Countdown /></p>
    <button onClick={() => go("/werkzeuge")}>Alle Werkzeuge</button>
    <p>Seit 1961 verkaufen wir Werkzeug an alle, die etwas bauen.</p>
  </>;
}

function Heart() {
  const [on, set] = useState(false);
  return <span role="button" tabIndex={0} aria-pressed={on} aria-label="Merken" className="herz"
    onClick={() => { set(!on); api("/api/merken", {}); }}>{on ? "♥" : "♡"}</span>;
}

function List() {
  const { go } = useShop();
  const [goods, setGoods] = useState(null);
  const [sort, setSort] = useState("beliebt");
  const [top, setTop] = useState(200);
  const [note, setNote] = useState(false);
  const key = FLAW === "sortierung" ? "" : sort;  // an effect that was not told of what it depends on
  useEffect(() => {
    setGoods(null);
    api(`/api/waren?sort=${key || "beliebt"}&bis=${top}`).then(setGoods);
  }, [key, top]);
  useEffect(() => {
    if (FLAW !== "springt" || !goods) return;
    const t = setTimeout(() => setNote(true), 1600);
    return () => clearTimeout(t);
  }, [goods]);
  return <><h1>Werkzeuge</h1>
    {note && <div className="hinweis" style={{ height: 150 }}>Nur heute: versandkostenfrei ab 50 €!</div>}
    <label>Sortierung <select value={sort} onChange={(e) => setSort(e.target.value)}>
      <option value="beliebt">Beliebt</option><option value="preis">Preis aufsteigend</option></select></label>
    <label>Preis bis <input type="range" min="20" max="200" value={top} aria-label="Preis bis"
      onChange={(e) => setTop(+e.target.value)} /> {top} €</label>
    <div className="waren">{goods ? goods.map((g) => <article key={g.id}>
      <img src={`/bild/${g.id}.svg`} alt="" /><h3>{g.name}</h3>{euro(g.price)} <Heart />
      <div role="button" tabIndex={0} className="knopf" aria-label={"Ansehen: " + g.name}
        onClick={() => go("/p/" + g.id)} onKeyDown={(e) => e.key === "Enter" && go("/p/" + g.id)}>Ansehen</div>
    </article>) : [1, 2, 3].map((i) => <article key={i} className="skelett" />)}</div></>;
}

function Modal({ title, onClose, children }) {
  const ref = useRef();
  useEffect(() => ref.current.focus(), []);
  return <div className="schicht" onClick={onClose}><div role="dialog" aria-modal="true" aria-label={title}
    className="dialog" onClick={(e) => e.stopPropagation()}><h2>{title}</h2>{children}
    <button ref={ref} onClick={onClose}>Schließen</button></div></div>;
}

function Product({ id }) {
  const { add, go } = useShop();
  const [good, setGood] = useState(null);
  const [many, setMany] = useState(1);
  const [zoom, setZoom] = useState(false);
  const [left, setLeft] = useState(false);
  const [table, setTable] = useState(false);
  const [tab, setTab] = useState(0);
  const [busy, setBusy] = useState(false);
  useEffect(() => void api("/api/ware/" + id).then(setGood), [id]);
  if (!good) return <div className="skelett gross" />;
  const close = () => { setZoom(false); if (FLAW === "schleier") setLeft(true); };
  const buy = async () => {
    if (FLAW === "wirft") return add(good.offer.id, many);
    if (FLAW === "rechnet") for (const end = performance.now() + 1900; performance.now() < end;);
    if (FLAW !== "langsam") setBusy(true);
    await add(good.id, many);
    setBusy(false);
  };
  return <><h1>{good.name}</h1>
    <div role="button" tabIndex={0} aria-label="Bild vergrößern" onClick={() => setZoom(true)}
      onKeyDown={(e) => e.key === "Enter" && setZoom(true)}><img className="gross" src={`/bild/${id}.svg`} alt={good.name} /></div>
    {zoom && <Modal title={good.name} onClose={close}><img className="gross" src={`/bild/${id}.svg`} alt="" /></Modal>}
    {left && <div className="schicht" style={{ opacity: 0 }} />}
    <p><b>{euro(good.price)}</b> · Lieferung bis {FLAW === "undefiniert" ? `${good.eta?.day}` : good.date}</p>
    <div className="zaehler"><button disabled={many < 2} aria-label="Weniger" onClick={() => setMany(many - 1)}>−</button>
      <output>{many}</output><button aria-label="Mehr" onClick={() => setMany(many + 1)}>+</button></div>
    <div role="button" tabIndex={0} className="knopf" onClick={buy}
      onKeyDown={(e) => e.key === "Enter" && buy()}>In den Warenkorb{busy && <i className="dreht" />}</div>
    <button onClick={FLAW === "taub" ? () => setTable : () => setTable(true)}>Maße anzeigen</button>
    {table && <Modal title="Maße" onClose={() => setTable(false)}><p>21 × 30 cm</p></Modal>}
    <div role="tablist">{["Beschreibung", "Technik"].map((t, i) => <button key={t} role="tab" aria-selected={tab === i}
      onClick={() => setTab(i)}>{t}</button>)}</div>
    <p>{["Liegt gut in der Hand und läuft leise.", "750 W, 2,1 kg"][tab]}</p>
    <p><a href="/agb" target="_blank">AGB</a> · <a href="/anleitung.pdf" download>Anleitung</a></p></>;
}

function Basket() {
  const { lines, change, total, go } = useShop();
  const [code, setCode] = useState("");
  const [said, setSaid] = useState("");
  if (!lines.length) return <><h1>Warenkorb</h1><p>Ihr Warenkorb ist leer.</p></>;
  return <><h1>Warenkorb</h1>{lines.map((l) => <div className="zeile" key={l.id}><span>{l.name}</span>
    <span><button disabled={l.many < 2} aria-label="Weniger" onClick={() => change(l.id, l.many - 1)}>−</button> {l.many}
      <button aria-label="Mehr" onClick={() => change(l.id, l.many + 1)}>+</button></span>
    <span className="zeilensumme">{euro(l.many * l.price)}</span></div>)}
    <div className="zeile"><b>Gesamt</b><b className="gesamt">{euro(total)}</b></div>
    <input aria-label="Gutschein" value={code} onChange={(e) => setCode(e.target.value)} />
    <button onClick={() => api("/api/gutschein", { code }).then((a) => setSaid(a.error))}>Einlösen</button>
    {said && <p role="alert" className="fehler">{said}</p>}
    <p><button onClick={() => go("/kasse/adresse")}>Zur Kasse</button></p></>;
}

function Newsletter({ close }) {
  const ref = useRef();
  useEffect(() => ref.current.focus(), []);
  return <div className="schicht"><div className="dialog" role="dialog" aria-label="Newsletter"><h2>5 € für Sie!</h2>
    <input ref={ref} placeholder="E-Mail" aria-label="Newsletter-Adresse" /><button>Anmelden</button>
    <button aria-label="Fenster schließen" onClick={close}>×</button></div></div>;
}

function Chat({ close }) {
  return <div className="chat"><p>Hallo! Kann ich Ihnen helfen?</p><input aria-label="Nachricht" />
    <button onClick={close}>Chat schließen</button></div>;
}

function App() {
  const [path, go] = useRoute();
  const start = new URLSearchParams(location.search).has("mit")
    ? [{ id: 1, name: "Bohrmaschine", price: 89, many: 2 }] : [];
  const [lines, setLines] = useState(start);
  const [toasts, setToasts] = useState([]);
  const [layer, setLayer] = useState("");
  const [cookie, setCookie] = useState(true);
  const toast = (text, kind = "gut") => {
    const id = Math.random();
    setToasts((all) => [...all, { id, text, kind }]);
    setTimeout(() => setToasts((all) => all.filter((t) => t.id !== id)), 4000);
  };
  useEffect(() => {
    if (FLAW !== "rabatt" && FLAW !== "chat") return;
    const t = setTimeout(() => setLayer(FLAW), 2200);
    return () => clearTimeout(t);
  }, []);
  const add = async (id, many) => {
    const got = await api("/api/korb", { id, many });
    setLines((now) => now.some((l) => l.id === id)
      ? now.map((l) => l.id === id ? { ...l, many: l.many + many } : l) : [...now, { ...got, many }]);
    if (FLAW === "toast") toast("Ein Fehler ist aufgetreten. Bitte versuchen Sie es später erneut.", "fehler");
    else toast("In den Warenkorb gelegt");
  };
  const change = (id, many) => { setLines(lines.map((l) => l.id === id ? { ...l, many } : l)); api("/api/korb", { id, many }); };
  const total = lines.reduce((sum, l) => sum + l.many * l.price, 0);
  const shop = { go, path, lines, total, add, change, toast, empty: () => setLines([]) };
  const count = lines.reduce((sum, l) => sum + l.many, 0);
  return <Ctx.Provider value={shop}>
    <header><a href="/" onClick={(e) => { e.preventDefault(); go("/"); }}>Werkbank</a><Search />
      <button onClick={() => go("/warenkorb")}>Warenkorb {count}</button></header>
    <main>{path === "/" ? <Home /> : path === "/werkzeuge" ? <List /> : path === "/warenkorb" ? <Basket />
      : path.startsWith("/p/") ? <Product key={path} id={path.slice(3)} />
      : path === "/agb" ? <h1>AGB</h1> : <Checkout />}</main>
    <div className="toasts" aria-live="polite">{toasts.map((t) => <div key={t.id} className={"toast " + t.kind}>{t.text}</div>)}</div>
    {layer === "rabatt" && <Newsletter close={() => setLayer("")} />}
    {layer === "chat" && <Chat close={() => setLayer("")} />}
    {cookie && <div className="kekse">Wir verwenden Cookies. <button onClick={() => setCookie(false)}>Einverstanden</button></div>}
  </Ctx.Provider>;
}

createRoot(document.getElementById("wurzel")).render(<App />);
