"""What the coffee shop shows: whole pages, written by the server."""
# ruff: noqa: E501 (pages as they are written)

from __future__ import annotations

from html import escape

GOODS = {
    1: ("Aamunkoi", 12.9, "tumma"),
    2: ("Sydänyö", 14.5, "tumma"),
    3: ("Kaste", 11.9, "vaalea"),
    4: ("Ruska", 13.9, "keskipaahto"),
}
DELIVERIES = {"posti": ("Postiin", 4.9), "ovelle": ("Kotiovelle", 9.9)}

_HEAD = """<!doctype html><html lang="fi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>%s – Paahtimo</title>
<style>
body{margin:0;font:16px/1.5 sans-serif;color:#222} main{max-width:860px;margin:1em auto;padding:0 1em 8em}
header{position:sticky;top:0;background:#432;color:#fff;padding:.4em 1em;display:flex;gap:1em;z-index:5;
flex-wrap:wrap} header a{color:#fff} .valikko{position:relative} .valikko ul{display:none;position:absolute;
background:#543;margin:0;padding:.5em 1em;list-style:none;z-index:6} .valikko:hover ul{display:block}
.tuotteet{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:1em}
.tuotteet a{display:inline-block} .tuotteet img{width:100%%;height:90px;object-fit:cover} .kuva{width:300px;height:200px;display:block}
.ilmoitus{background:#dfd;padding:.5em 1em} .virhe{background:#fdd;color:#900;padding:.5em 1em}
label{display:block;margin:.5em 0} .rivi{display:flex;justify-content:space-between;max-width:30em}
button,.nappi{font:inherit;padding:.5em 1.2em;background:#653;color:#fff;border:0;display:inline-block;
cursor:pointer;text-decoration:none;border-radius:4px} button:disabled{background:#bbb}
.evasteet{position:fixed;bottom:0;left:0;right:0;background:#fff;border-top:2px solid #432;padding:.6em 1em}
.karuselli{height:110px;background:#eda;padding:1em} [hidden]{display:none!important}
</style></head><body>
<header><a href="/">Paahtimo</a><nav class="valikko"><a href="/kaikki">Kahvit</a><ul>
<li><a href="/kaikki?paahto=tumma">Tummat</a></li><li><a href="/kaikki?paahto=vaalea">Vaaleat</a></li></ul></nav>
<form action="/haku" role="search"><input type="search" name="q" aria-label="Hae" placeholder="Hae kahveja">
<button>Hae</button></form><a href="/kori">Ostoskori (<span class="maara">%s</span>)</a></header>%s<main>"""

_FOOT = """</main>%s<script>
document.querySelectorAll('.sydan').forEach(s => s.onclick = () => { const on = s.textContent === '♡';
  s.textContent = on ? '♥' : '♡'; fetch('/suosikki', {method: 'POST', body: s.dataset.id}); });
document.querySelectorAll('[role=tab]').forEach((t, i, all) => t.onclick = () => all.forEach((o, j) => {
  o.setAttribute('aria-selected', i === j); document.getElementById(o.dataset.for).hidden = i !== j; }));
const k = document.querySelector('.karuselli'); if (k) { const s = ['Uutuus: Kaste', 'Toimitus 4,90 €',
  'Paahdettu tänään']; let n = 0; const go = d => { n = (n + d + 3) %% 3; k.querySelector('b').textContent = s[n]; };
  k.querySelectorAll('button').forEach((b, i) => b.onclick = () => go(i ? 1 : -1)); setInterval(() => go(1), 3000); }
const m = document.querySelector('.askel'); if (m) { const [a, v, p] = m.children; const set = n => { v.value = n;
  a.disabled = n <= 1; }; a.onclick = () => set(+v.value - 1); p.onclick = () => set(+v.value + 1); }
const e = document.querySelector('.evasteet'); if (e) e.querySelector('button').onclick = () => {
  document.cookie = 'evasteet=1;path=/'; e.remove(); };
%s</script></body></html>"""


def euros(amount: float) -> str:
    return f"{amount:.2f} €".replace(".", ",")


def page(title: str, body: str, *, count: int, cookies: bool = True, script: str = "",
         flash: tuple[str, str] = ("", "")) -> str:  # fmt: skip
    kind, text = flash
    note = f'<div class="{kind}" role="{"alert" if kind == "virhe" else "status"}">{text}</div>'
    bar = (
        '<div class="evasteet">Käytämme evästeitä, jotta kauppa toimii. '
        "<button>Selvä</button></div>"
    )
    return (
        _HEAD % (title, count, note if text else "")
        + body
        + _FOOT % (bar if cookies else "", script)
    )


def grid(goods: list[int], missing: str = "") -> str:
    cards = "".join(
        f'<div><a href="/tuote/{n}"><img src="/kuva/{n}.svg" alt="" loading="lazy"><br>{GOODS[n][0]}</a>'
        f' {euros(GOODS[n][1])} <button class="sydan" data-id="{n}" aria-label="Suosikki">♡</button></div>'
        for n in goods
    )
    return f'<div class="tuotteet">{cards}</div>' if goods else f"<p>{missing}</p>"


def front() -> str:
    return (
        '<div class="karuselli"><button aria-label="Edellinen">‹</button> <b>Uutuus: Kaste</b> '
        '<button aria-label="Seuraava">›</button></div><h1>Kahvia suoraan paahtimosta</h1>'
        + grid(list(GOODS))
        + '<p>Uutiskirje: <input type="email" aria-label="Uutiskirjeen osoite"> <button>Tilaa</button></p>'
    )


def product(n: int, picture: str, promise: str) -> str:
    name, price, roast = GOODS[n]
    return f"""<h1>{name}</h1><img class="kuva" src="{picture}" alt="{name}-pussi">
<p><b>{euros(price)}</b> · <span class="toimitusaika">{promise}</span></p>
<form method="post" action="/koriin"><input type="hidden" name="tuote" value="{n}">
<label>Jauhatus <select name="jauhatus"><option>Pavut</option><option>Suodatin</option><option>Espresso</option>
</select></label><div class="askel"><button type="button" disabled aria-label="Vähemmän">−</button>
<input name="maara" value="1" size="2" aria-label="Määrä" readonly><button type="button" aria-label="Enemmän">+</button>
</div><p><button>Lisää koriin</button></p></form>
<p><button class="toive" type="button">Lisää toivelistalle</button></p>
<div role="tablist"><button role="tab" aria-selected="true" data-for="t1">Kuvaus</button>
<button role="tab" aria-selected="false" data-for="t2">Arviot</button></div>
<div id="t1">Paahto: {roast}. Maussa kaakaota ja karpaloa.</div><div id="t2" hidden>★★★★☆ (12 arviota)</div>
<details><summary>Säilytys</summary>Kuivassa ja viileässä.</details>
<p><a href="/seloste.pdf" download>Tuoteseloste</a> · <a href="/ehdot" target="_blank">Toimitusehdot</a></p>"""


def basket(lines: list[tuple[int, int]], total: float) -> str:
    if not lines:
        return '<h1>Ostoskori</h1><p class="tyhja">Ostoskorisi on tyhjä.</p><a href="/kaikki">Kahveihin</a>'
    rows = "".join(
        f'<div class="rivi"><span>{GOODS[n][0]}</span><input name="m{n}" value="{many}" size="2" '
        f'aria-label="{GOODS[n][0]}, määrä" data-hinta="{GOODS[n][1]}">'
        f'<span class="rivisumma">{euros(many * GOODS[n][1])}</span></div>'
        for n, many in lines
    )
    return f"""<h1>Ostoskori</h1><form method="post" action="/kori" id="rivit">{rows}</form>
<div id="yhteenveto"><div class="rivi"><b>Yhteensä</b><b id="summa">{euros(total)}</b></div>
<p><a class="nappi" role="button" href="/kassa">Siirry kassalle</a></p></div>
<form method="post" action="/alennus"><label>Alennuskoodi <input name="koodi"></label><button>Käytä koodi</button></form>"""


def identify(guest: bool) -> str:
    way = '<h2>Osta ilman tiliä</h2><p><a class="nappi" href="/kassa/osoite">Jatka vieraana</a></p>'
    new = '<p>Ei vielä tiliä? <a href="/rekisteroidy">Luo asiakastili</a></p>'
    return f"""<h1>Kassa</h1><h2>Kirjaudu sisään</h2><form method="post" action="/kirjaudu">
<label>Sähköposti <input name="tunnus" type="email" autocomplete="username"></label>
<label>Salasana <input name="salasana" type="password" autocomplete="current-password"></label>
<button>Kirjaudu</button></form>{way if guest else new}"""


def register() -> str:
    return """<h1>Luo asiakastili</h1><form method="post" action="/rekisteroidy">
<label>Sähköposti <input name="tunnus" type="email" required autocomplete="email"></label>
<label>Salasana <input name="salasana" type="password" required minlength="8" autocomplete="new-password"></label>
<button>Luo tili</button></form>"""


_FIELDS = {
    "Nimi": ("nimi", "name"),
    "Katuosoite": ("katu", "street-address"),
    "Postinumero": ("postinumero", "postal-code"),
    "Postitoimipaikka": ("kaupunki", "address-level2"),
    "Puhelin": ("puhelin", "tel"),
    "Sähköposti": ("posti", "email"),
}


def address(values: dict[str, str], error: str) -> str:
    fields = "".join(
        f'<label for="{name}">{label}</label><input id="{name}" name="{name}" autocomplete="{token}" '
        f'value="{escape(values.get(name, ""))}"{" aria-invalid=true" if error and name == "puhelin" else ""}>'
        f"{f'<div class=virhe>{error}</div>' if error and name == 'puhelin' else ''}"
        for label, (name, token) in _FIELDS.items()
    )
    return f"""<h1>Toimitusosoite</h1><form method="post" action="/kassa/osoite">{fields}
<label><input type="checkbox" id="luo"> Luo samalla tili</label>
<label id="ss" hidden>Salasana <input type="password" name="uusi" autocomplete="new-password"></label>
<button>Jatka toimitustapaan</button></form>"""


def delivery(subtotal: float, chosen: str) -> str:
    ways = "".join(
        f'<label><input type="radio" name="tapa" value="{way}" data-hinta="{price}"'
        f"{' checked' if way == chosen else ''}> {name} {euros(price)}</label>"
        for way, (name, price) in DELIVERIES.items()
    )
    price = DELIVERIES[chosen][1]
    return f"""<h1>Toimitustapa</h1><form method="post" action="/kassa/toimitus">{ways}
<div class="rivi"><span>Toimitus</span><span id="toimitus">{euros(price)}</span></div>
<div class="rivi"><b>Yhteensä</b><b id="summa" data-kori="{subtotal}">{euros(subtotal + price)}</b></div>
<button>Jatka yhteenvetoon</button></form>"""


def review(lines: list[tuple[int, int]], promise: str, shipping: float, extra: float) -> str:
    total = sum(many * GOODS[n][1] for n, many in lines) + shipping + extra
    rows = "".join(
        f'<div class="rivi"><span>{many} × {GOODS[n][0]}</span><span class="rivisumma">'
        f"{euros(many * GOODS[n][1])}</span></div>"
        for n, many in lines
    )
    fee = (
        f'<div class="rivi"><span>Käsittelymaksu</span><span>{euros(extra)}</span></div>'
        if extra
        else ""
    )
    return f"""<h1>Yhteenveto</h1>{rows}
<div class="rivi"><span>Toimitus</span><span id="toimitus">{euros(shipping)}</span></div>{fee}
<div class="rivi"><b>Yhteensä</b><b id="summa">{euros(total)}</b></div>
<p>Toimitusaika: <span class="toimitusaika">{promise}</span></p>
<form method="post" action="/kassa/maksa"><label><input type="checkbox" name="ehdot" required> Hyväksyn ehdot</label>
<button>Siirry maksamaan</button></form>"""
