"use strict";
const flaw = document.documentElement.dataset.flaw;
const $ = (selector) => document.querySelector(selector);
const kronor = (n) =>
  n.toFixed(2).replace(".", ",").replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0") + " kr";
const basket = { pieces: 0, price: 1299 };
const post = (url, body) => fetch(url, { method: "POST", body: JSON.stringify(body) });
let spinning = 0;

function toast(text) {
  $("#toast").textContent = text;
  setTimeout(() => ($("#toast").textContent = ""), 4000);
}

function start(view) {
  view.innerHTML = `<h1>Välkommen ut</h1>
    <div class="bildspel"><div class="bild">Höstens tält</div></div>
    <p><button id="nasta">Nästa bild</button>
    <button id="erbjudande">Visa erbjudandet</button>
    <button id="brev">Prenumerera</button></p>
    ${[1, 2, 3, 4].map((n) => `<a class="kort" href="/p/${n}" data-route>
      <img loading="lazy" width="180" height="120" src="/img/${n}.svg" alt="">Produkt ${n}</a>`).join("")}
    <div style="height:1200px"></div>
    <img loading="lazy" width="180" height="120" src="/img/9.svg" alt="Långt ner">`;
  const slides = ["Höstens tält", "Varma sovsäckar", "Lätta kök"];
  let shown = 0;
  const turn = () => {
    shown += 1;
    const box = $(".bildspel");
    box.innerHTML = `<div class="bild">${slides[shown % 3]}</div>`;
    box.dataset.shown = shown;
  };
  spinning = setInterval(turn, 700);
  $("#nasta").onclick = turn;
  $("#brev").onclick = () => $("#nyheter").showModal();
  if (flaw !== "dead") $("#erbjudande").onclick = () => toast("Allt för under tusenlappen");
}

function product(view) {
  let pieces = 1;
  view.innerHTML = `<h1>Ryggsäck Kebne 40</h1><p>${kronor(basket.price)}</p>
    <img loading="lazy" width="300" height="200" src="/img/1.svg" alt="Ryggsäcken">
    <details><summary>Mått och vikt</summary><p>40 liter, 1,2 kg.</p></details>
    <p><a href="/katalog.pdf" download>Hämta katalogen</a>
    <a href="/villkor" target="_blank">Köpvillkor</a></p>
    <p><button id="farre">−</button> <output id="st">1</output> <button id="fler">+</button>
    <button id="kop">Lägg i varukorgen</button></p>`;
  const step = (by) => {
    pieces = Math.max(1, pieces + by);
    $("#st").textContent = pieces;
  };
  $("#farre").onclick = () => step(-1);
  $("#fler").onclick = () => step(1);
  $("#kop").onclick = async () => {
    if (flaw === "throws") basket.campaign.discount += 1;
    const before = basket.pieces;
    basket.pieces += pieces; // optimistic
    $("#antal").textContent = basket.pieces;
    const answer = await post("/api/basket", { pieces });
    if (answer.ok) return toast("Varan ligger i varukorgen");
    basket.pieces = before;
    $("#antal").textContent = before;
    toast("Det gick inte, prova igen om en stund");
  };
}

const goods = () => basket.pieces * basket.price;

function cart(view) {
  view.innerHTML = `<h1>Varukorg</h1><p>${basket.pieces} st ryggsäck</p>
    <p>Frakt <span data-frakt>${kronor(49)}</span></p>
    <p>Summa varor <strong data-summa>${kronor(goods())}</strong></p>
    <a href="/checkout" data-route role="button">Till kassan</a>`;
}

const FIELDS = [["epost", "E-post"], ["namn", "Namn"], ["gata", "Gatuadress"],
  ["postnr", "Postnummer"], ["ort", "Ort"]];

function address(view) {
  const draw = (errors, values) => {
    view.innerHTML = `<h1>Leverans</h1><form id="adress" novalidate>
      ${FIELDS.map(([key, label]) => `<p><label for="${key}">${label}</label>
        <input id="${key}" name="${key}" aria-describedby="${key}-fel">
        <span class="fel" id="${key}-fel"></span></p>`).join("")}
      <button>Fortsätt</button></form>`;
    for (const [key] of FIELDS) $(`#${key}`).value = values[key] ?? "";
    blame(errors);
    $("#adress").onsubmit = send;
  };
  const blame = (errors) => {
    for (const [key] of FIELDS) {
      $(`#${key}-fel`).textContent = errors[key] ?? "";
      if (errors[key]) $(`#${key}`).setAttribute("aria-invalid", "true");
      else $(`#${key}`).removeAttribute("aria-invalid");
    }
  };
  const send = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target));
    const errors = {};
    for (const [key, label] of FIELDS) if (!values[key]) errors[key] = `${label} behövs`;
    if (values.postnr && !/^\d{5}$/.test(values.postnr)) errors.postnr = "Fem siffror utan mellanslag";
    if (Object.keys(errors).length > 0) return refuse(errors);
    const answer = await post("/api/address", values);
    if (answer.status === 422) return refuse(await answer.json());
    go("/checkout/pay");
  };
  const refuse = (errors) => {
    if (flaw === "cleared") draw(errors, {});
    else if (flaw === "cleared soon") setTimeout(() => draw(errors, {}), 30);
    else blame(errors);
  };
  draw({}, {});
}

function pay(view) {
  const fee = flaw === "fee" ? 79 : 0;
  view.innerHTML = `<div id="plats"></div><h1>Betalning</h1>
    <p>Frakt <span data-frakt>${kronor(49)}</span></p>
    ${fee ? `<p>Expeditionsavgift ${kronor(fee)}</p>` : ""}
    <p>Att betala <strong data-summa>${kronor(goods() + 49 + fee)}</strong></p>
    <form id="betala"><p><label><input type="radio" name="satt" value="faktura"> Faktura</label>
    <label><input type="radio" name="satt" value="kort"> Kort</label></p>
    <p><label><input type="checkbox" name="villkor" required> Jag godkänner villkoren</label></p>
    <p style="height:150px">Varorna skickas inom två dagar.</p>
    <button id="slutfor">Slutför köpet</button></form>`;
  $("#betala").onsubmit = async (event) => {
    event.preventDefault();
    if (flaw !== "slow") $("#slutfor").textContent = "Ett ögonblick …";
    await post("/api/pay", {});
    go("/done");
  };
  const late = () => {
    $("#plats").innerHTML = '<div class="kampanj">Just nu: köp till en regnponcho</div>';
  };
  if (flaw === "shift") $("#slutfor").addEventListener("pointerenter", late, { once: true });
}

function done(view) {
  view.innerHTML = "<h1>Tack för din beställning</h1><p>Den skickas i morgon.</p>";
}

const ROUTES = { "/": start, "/cart": cart, "/checkout": address, "/checkout/pay": pay, "/done": done };

function show() {
  clearInterval(spinning);
  (ROUTES[location.pathname] ?? product)($("#vy"));
  window.scrollTo(0, 0);
}

function go(path) {
  history.pushState({}, "", path);
  $("#traffar").innerHTML = "";
  show();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-route]");
  if (!link) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});
addEventListener("popstate", show);
$("#stang").onclick = () => $("#nyheter").close();

let typing = 0;
$("#sok").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(async () => {
    const answer = await fetch(`/api/search?q=${encodeURIComponent($("#sok").value)}`);
    const found = answer.ok ? await answer.json() : [];
    $("#traffar").innerHTML = found
      .map((hit) => `<li><a href="/p/${hit.id}" data-route>${hit.name}</a></li>`).join("");
  }, 250);
});

let left = 3599;
setInterval(() => {
  left -= 1;
  const two = (n) => String(n).padStart(2, "0");
  $("#klocka").textContent = `00:${two(Math.floor(left / 60))}:${two(left % 60)}`;
}, 1000);
if (flaw === "timer") setTimeout(() => $("#kampanjruta").remove(), 1500);
if (flaw === "ticking") setInterval(() => $("#kampanjruta").remove(), 800);
show();
