"""A coffee roaster's shop as such shops were always built: forms, redirects, a session cookie."""
# ruff: noqa: E501 (pages as they are written)

from __future__ import annotations

import http.server
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, quote, urlsplit

from unseen.servers import Server, Silent, running
from unseen.verkkokauppa import pages

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20" '
    'fill="#a63"/></svg>'
)
TOTALS = """const radios = document.querySelectorAll('[name=tapa]'), s = document.getElementById('summa');
const eur = n => n.toFixed(2).replace('.', ',') + ' €'; radios.forEach(r => r.onchange = () => {
  document.getElementById('toimitus').textContent = eur(+r.dataset.hinta);
  s.textContent = eur(+s.dataset.kori + +r.dataset.hinta); });"""
TOWNS = """const z = document.getElementById('postinumero'); z.onchange = async () => {
  const r = await fetch('/postitoimipaikka?' + z.value); document.getElementById('kaupunki').value = await r.text(); };
const l = document.getElementById('luo'); l.onchange = () => document.getElementById('ss').hidden = !l.checked;"""
# What was written is stored as the field is left, and the sums are shown anew.
AMOUNTS = """const eur = n => n.toFixed(2).replace('.', ',') + ' €', f = document.getElementById('rivit');
if (f) f.addEventListener('change', () => { let all = 0; f.querySelectorAll('.rivi').forEach(r => {
  const i = r.querySelector('input'), n = i.value * i.dataset.hinta; all += n;
  r.querySelector('.rivisumma').textContent = eur(n); });
  fetch('/kori', {method: 'POST', body: new URLSearchParams(new FormData(f))}); %s });"""
ONLY_SUM = "document.getElementById('summa').textContent = eur(all);"
WHOLE_BOX = """const y = document.getElementById('yhteenveto'), c = y.cloneNode(true); y.replaceWith(c);
  document.getElementById('summa').textContent = eur(all);"""
WISH = """const w = document.querySelector('.toive'); if (w) w.onclick = () => { w.textContent = 'Toivelistalla ✓'; };"""


class Visitor:
    """What the shop knows of one cookie."""

    def __init__(self) -> None:
        self.lines: dict[int, int] = {}
        self.address: dict[str, str] = {}
        self.error = ""
        self.delivery = "posti"
        self.flash = ("", "")
        self.rounds = 0
        self.paid = False

    @property
    def basket(self) -> list[tuple[int, int]]:
        return list(self.lines.items())

    @property
    def subtotal(self) -> float:
        return sum(many * pages.GOODS[n][1] for n, many in self.basket)


class Handler(Silent):
    protocol_version = "HTTP/1.1"
    server: Verkkokauppa
    visitor: Visitor

    # ------------------------------------------------------------ plumbing

    def answer(self, body: str, status: int = 200, kind: str = "text/html", **headers: str) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(data)))
        self.send_header("set-cookie", f"asiakas={self.key}; path=/")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def to(self, where: str) -> None:
        self.answer("", 303, location=where)

    def show(self, title: str, body: str, script: str = "", status: int = 200) -> None:
        flash, self.visitor.flash = self.visitor.flash, ("", "")
        self.answer(pages.page(title, body, count=sum(self.visitor.lines.values()), flash=flash,
                               cookies="evasteet" not in self.cookies, script=script), status)  # fmt: skip

    def who(self) -> None:
        self.cookies = SimpleCookie(self.headers.get("cookie", ""))
        kept = self.cookies.get("asiakas")
        self.key = kept.value if kept else secrets.token_hex(8)
        self.visitor = self.server.visitors.setdefault(self.key, Visitor())

    # ------------------------------------------------------------ pages

    def do_GET(self) -> None:
        self.who()
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        flaw, you = self.server.flaw, self.visitor
        match url.path.strip("/").split("/"):
            case [""]:
                self.show("Etusivu", pages.front(), WISH)
            case ["aloita"]:  # a shopper who has come this far already
                you.lines = {1: 2}
                you.address = {"nimi": "Aino Virta", "puhelin": "0401234567"}
                self.to(asked["minne"])
            case ["kuva", name]:
                gone = flaw == "kuva" and name.startswith("iso")
                self.answer("" if gone else PICTURE, 404 if gone else 200, "image/svg+xml")
            case ["kaikki"]:
                roast = asked.get("paahto", "")
                some = [n for n, (_, _, kind) in pages.GOODS.items() if roast in kind]
                self.show("Kahvit", f"<h1>Kahvit</h1>{pages.grid(some)}")
            case ["haku"]:
                words = asked.get("q", "").lower()
                hits = [
                    n for n, g in pages.GOODS.items() if words in f"{g[0]} {g[2]} kahvi".lower()
                ]
                if flaw == "haku":  # the index knows article numbers only
                    hits = [n for n in pages.GOODS if words == f"pa-{n}"]
                body = pages.grid(hits, "Haullasi ei löytynyt yhtään tuotetta.")
                self.show("Haku", f"<h1>Haku: {words}</h1>{body}")
            case ["tuote", n]:
                picture = f"/kuva/iso-{n}.svg"
                body = pages.product(int(n), picture, "Toimitus 1–3 arkipäivässä")
                self.show("Tuote", body, "" if flaw == "toivelista" else WISH)
            case ["kori"]:
                total = (
                    sum(pages.GOODS[n][1] for n in you.lines) if flaw == "summa" else you.subtotal
                )
                script = AMOUNTS % (WHOLE_BOX if flaw == "kaksi" else ONLY_SUM)
                self.show("Ostoskori", pages.basket(you.basket, total), script)
            case ["kassa"]:
                self.show("Kassa", pages.identify(flaw != "pakkotili"))
            case ["rekisteroidy"]:
                self.show("Luo tili", pages.register())
            case ["kassa", "osoite"]:
                error, you.error = you.error, ""
                self.show("Osoite", pages.address(you.address, error), TOWNS)
            case ["kassa", "toimitus"]:
                self.show("Toimitus", pages.delivery(you.subtotal, you.delivery), TOTALS)
            case ["kassa", "yhteenveto"]:
                extra = 3.5 if flaw == "kasittely" else 0
                cost = pages.DELIVERIES[you.delivery][1]
                body = pages.review(you.basket, "Toimitus 1–3 arkipäivässä", cost, extra)
                self.show("Yhteenveto", body)
            case ["kassa", "paluu"] if flaw == "paluu":
                self.show("Virhe", "<h1>500</h1><p>Palvelimella tapahtui virhe.</p>", status=500)
            case ["kassa", "paluu"]:
                if asked.get("tila") == "ok":
                    you.lines = {}
                    self.to("/kiitos/4711")
                else:
                    you.flash = (
                        "virhe",
                        "Maksu hylättiin. Valitse toinen maksutapa tai yritä uudelleen.",
                    )
                    self.to("/kassa/yhteenveto")
            case ["kiitos", n]:
                self.show("Kiitos", f"<h1>Kiitos tilauksestasi!</h1><p>Tilausnumero {n}</p>")
            case ["postitoimipaikka"]:
                self.answer("Helsinki", kind="text/plain")
            case ["seloste.pdf"]:
                self.answer("%PDF-1.4", kind="application/pdf")
            case ["ehdot"]:
                self.show("Ehdot", "<h1>Toimitusehdot</h1><p>14 päivän palautusoikeus.</p>")
            case _:
                self.answer("", 204)

    def do_POST(self) -> None:
        self.who()
        text = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        sent = {name: values[0] for name, values in parse_qs(text).items()}
        flaw, you = self.server.flaw, self.visitor
        match self.path.strip("/").split("/"):
            case ["koriin"] if flaw == "kaatuu":
                self.show("Virhe", "<h1>Hups</h1><p>Internal Server Error</p>", status=500)
            case ["koriin"]:
                n = int(sent["tuote"])
                you.lines[n] = you.lines.get(n, 0) + int(sent["maara"])
                you.flash = ("ilmoitus", 'Lisätty ostoskoriin. <a href="/kori">Näytä kori</a>')
                if flaw == "virheilmoitus":
                    you.flash = ("virhe", "Virhe: tuotetta ei voitu lisätä ostoskoriin.")
                script = "alert('Tuote lisätty ostoskoriin!');" if flaw == "ikkuna" else ""
                if script:
                    body = pages.product(n, f"/kuva/iso-{n}.svg", "Toimitus 1–3 arkipäivässä")
                    return self.show("Tuote", body, WISH + script)
                self.to(f"/tuote/{n}")
            case ["kori"]:
                you.lines = {int(k[1:]): int(v) for k, v in sent.items() if v.isdigit() and int(v)}
                self.answer("", 204)
            case ["alennus"]:
                you.flash = ("virhe", "Alennuskoodi ei ole voimassa.")
                self.to("/kori")
            case ["kirjaudu"]:
                you.flash = ("virhe", "Sähköposti tai salasana on väärin.")
                self.to("/kassa")
            case ["rekisteroidy"]:
                self.to("/kassa/osoite")
            case ["kassa", "osoite"]:
                self.check_address(sent)
            case ["kassa", "toimitus"]:
                you.delivery = sent["tapa"]
                you.rounds += 1
                if flaw == "istunto":  # the checkout's cart lives 10 minutes in another cache
                    you.lines = {}
                    return self.to("/kori")
                self.to(
                    "/kassa/osoite" if flaw == "kierre" and you.rounds < 4 else "/kassa/yhteenveto"
                )
            case ["kassa", "maksa"]:
                back = quote(f"{self.server.url}/kassa/paluu", safe="")
                self.to(f"{self.server.bank.url}/maksu?paluu={back}")
            case _:
                self.answer("", 204)

    def check_address(self, sent: dict[str, str]) -> None:
        flaw, you = self.server.flaw, self.visitor
        you.address = sent
        phone = sent.get("puhelin", "")
        digits = phone.removeprefix("+358").replace(" ", "")
        wrong = not digits.isdigit() or len(digits) < 7
        if flaw == "puhelin":  # only what the courier's system takes
            wrong = not (phone.startswith("+358 ") and phone.count(" ") == 2)
        if flaw == "hiljaa" and phone.startswith("0"):  # its message is put into another session
            return self.to("/kassa/osoite")
        if wrong:
            you.error = "Tarkista puhelinnumero."
            if flaw == "tyhja":
                you.address = {}
            return self.to("/kassa/osoite")
        self.to("/kassa/toimitus")


class Bank(Silent):
    """The payment provider's pages, of another origin."""

    server: Verkkokauppa

    def do_GET(self) -> None:
        back = parse_qs(urlsplit(self.path).query).get("paluu", [""])[0]
        state = "hylatty" if self.server.shop.flaw == "hylatty" else "ok"
        body = f"""<!doctype html><html lang="fi"><meta charset="utf-8"><title>Verkkomaksu</title>
<meta name="viewport" content="width=device-width"><h1>Verkkomaksu</h1><p>Valitse pankki</p>
<label><input type="radio" name="p" checked> Satakunnan Pankki</label>
<p><a href="{back}?tila={state}" role="button" style="padding:1em;background:#acf">Vahvista maksu</a></p>"""
        data = body.encode()
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(data)


class Verkkokauppa(Server):
    bank: Verkkokauppa
    shop: Verkkokauppa

    def __init__(self, handler: type[http.server.BaseHTTPRequestHandler]) -> None:
        super().__init__(handler)
        self.visitors: dict[str, Visitor] = {}


@contextmanager
def serving() -> Iterator[Verkkokauppa]:
    shop, bank = Verkkokauppa(Handler), Verkkokauppa(Bank)
    shop.bank, bank.shop = bank, shop
    with running(shop, bank):
        yield shop
