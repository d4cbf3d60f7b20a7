"""A yarn shop of the make that most small shops are: a theme, AJAX fragments, redirects."""

from __future__ import annotations

import http.server
import itertools
import json
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from unseen.handel import pages
from unseen.handel.pages import GOODS
from unseen.servers import Server, Silent, running

SCRIPT = Path(__file__).parent / "bod.js"
COLOURS = ["#b98", "#8a9", "#a67", "#79a", "#ca7", "#9b8", "#877", "#bba"]
TOWNS = {"11455": "Stockholm", "50332": "Borås", "00100": "Helsingfors"}


class Kund:
    """What the shop knows of one cookie."""

    def __init__(self) -> None:
        self.lines: dict[tuple[int, str], int] = {}
        self.bought: dict[tuple[int, str], int] = {}
        self.address: dict[str, str] = {}
        self.land, self.way, self.coupon = "SE", "ombud", False
        self.open, self.extra, self.rounds = 1, 0.0, 0
        self.errors: list[str] = []
        self.message = self.buried = ""

    @property
    def subtotal(self) -> float:
        return float(sum(GOODS[n][1] * many for (n, _), many in self.lines.items()))

    @property
    def abroad(self) -> int:
        return 0 if self.land == "SE" else 50

    @property
    def shipping(self) -> float:
        return float(pages.WAYS[self.way][1] + self.abroad)

    @property
    def off(self) -> float:
        return round(self.subtotal * 0.1, 2) if self.coupon else 0.0

    @property
    def total(self) -> float:
        return self.subtotal - self.off + self.shipping + self.extra


class Handler(Silent):
    protocol_version = "HTTP/1.1"
    server: Handel
    you: Kund

    # ------------------------------------------------------------ plumbing

    def answer(self, body: str, status: int = 200, kind: str = "text/html", wait: bool = True,
               **headers: str) -> None:  # fmt: skip
        if wait:
            time.sleep(next(self.server.delays))
        data = body.encode()
        self.send_response(status)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(data)))
        self.send_header("set-cookie", f"wp_session={self.key}; path=/")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def to(self, where: str) -> None:
        self.answer("", 303, location=where, wait=False)

    def show(self, title: str, body: str, status: int = 200, cached: bool = False) -> None:
        cached = cached and self.server.flaw == "cachad"
        cookies = "kakor" not in self.cookies
        self.answer(pages.page(title, body, self.you, self.server.flaw, cookies, cached), status)

    def who(self) -> None:
        self.cookies = SimpleCookie(self.headers.get("cookie", ""))
        kept = self.cookies.get("wp_session")
        self.key = kept.value if kept else secrets.token_hex(8)
        self.you = self.server.customers.setdefault(self.key, Kund())

    # ------------------------------------------------------------ pages

    def do_GET(self) -> None:
        self.who()
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        flaw, you = self.server.flaw, self.you
        match url.path.strip("/").split("/"):
            case [""]:
                self.show("Hem", pages.front(), cached=True)
            case ["wp-content", _, _, "style.css"]:
                self.answer(pages.CSS, kind="text/css", wait=False)
            case ["wp-content", _, _, "bod.js"]:
                self.answer(SCRIPT.read_text(), kind="text/javascript", wait=False)
            case ["bild", name]:
                self.picture(name)
            case ["chatt"]:
                self.answer('<html style="background:transparent"><body></body></html>')
            case ["kategori", kind]:
                self.listing(kind, asked)
            case ["sok"]:
                self.search(asked.get("q", ""))
            case ["produkt", n]:
                name = GOODS[int(n)][0]
                self.show(name, pages.product(int(n), flaw), cached=True)
            case ["varukorg"]:
                body = f"<h1>Varukorg</h1>{pages.cart(you)}"
                self.show("Varukorg", body)
            case ["kassa"]:
                self.checkout(asked)
            case ["kassa", "retur"]:
                self.returned(asked)
            case ["kassa", "tack", number]:
                self.show("Order", pages.thanks(you, number))
            case ["kassa", "order", _]:
                self.show("Order", pages.FAILED)
            case ["mitt-konto", *_]:
                self.show("Mitt konto", pages.account())
            case ["retur"]:
                self.show("Returer", pages.RETURNS)
            case ["villkor"]:
                self.show("Köpvillkor", "<h1>Köpvillkor</h1><p>Konsumentköplagen gäller.</p>")
            case ["start"]:
                you.lines = {(2, "M"): 1, (5, ""): 1}
                if "steg" in asked:
                    you.address = dict(EVA)
                    you.open = int(asked["steg"])
                self.to(asked.get("till", "/varukorg/"))
            case _:
                self.show("Sidan hittades inte", "<h1>Sidan hittades inte</h1>", 404)

    def picture(self, name: str) -> None:
        if "variant" in name and self.server.flaw == "variantbild":
            self.to("/")
            return
        number = int(re.sub(r"\D", "", name)[:1] or 1)
        body = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" '
            f'height="40" fill="{COLOURS[number - 1]}"/></svg>'
        )
        self.answer(body, kind="image/svg+xml", wait=False)

    def listing(self, kind: str, asked: dict[str, str]) -> None:
        goods = [n for n, (_, _, of, _) in GOODS.items() if of == kind or kind == "garn"]
        sort, cheap = asked.get("orderby", ""), "under200" in asked
        if self.server.flaw == "sortera":
            sort = ""
        if cheap:
            goods = [n for n in goods if GOODS[n][1] < 200]
        if sort == "pris":
            goods.sort(key=lambda n: GOODS[n][1])
        elif sort == "namn":
            goods.sort(key=lambda n: GOODS[n][0])
        more = kind == "garn" and not sort and not cheap
        body = pages.listing(kind, goods[:4] if more else goods, more, sort, cheap)
        self.show(kind.title(), body, cached=True)

    def search(self, words: str) -> None:
        goods = [n for n, g in GOODS.items() if words.lower() in g[0].lower()]
        title = f"Sökresultat för ”{words}”"
        if self.server.flaw == "sok":
            goods, title = [6, 8, 7, 4], f"Inspireras av vårt sortiment: ”{words}”"
        body = pages.grid(goods) if goods else '<p class="woocommerce-info">Inga produkter.</p>'
        self.show("Sök", f"<h1>{title}</h1>{body}")

    def checkout(self, asked: dict[str, str]) -> None:
        flaw, you = self.server.flaw, self.you
        if flaw == "trog" and asked.get("s") != "3":
            time.sleep(1.7)
            self.to(f"/kassa/?s={int(asked.get('s', 0)) + 1}")
        elif not you.lines:
            you.message = ""
            self.to("/varukorg/")
        elif flaw == "kassaloop" and you.rounds < 3:
            you.rounds += 1
            self.to("/varukorg/")
        else:
            self.show("Kassa", pages.checkout(you, flaw))
            you.buried = ""

    def returned(self, asked: dict[str, str]) -> None:
        you = self.you
        if asked.get("status") != "ok":
            self.to("/kassa/order/1001/")
            return
        you.bought, you.lines = you.lines, {}
        self.to("/varukorg/" if self.server.flaw == "retur" else "/kassa/tack/1001/")

    # ------------------------------------------------------------ posts

    def do_POST(self) -> None:
        self.who()
        url = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        sent = {name: values[0] for name, values in parse_qs(raw, keep_blank_values=True).items()}
        what = parse_qs(url.query).get("wc-ajax", [""])[0]
        if what:
            getattr(self, f"ajax_{what}")(sent)
        elif url.path == "/kassa/":
            self.order(sent)
        elif url.path == "/mitt-konto/":
            self.you.errors = ["<strong>Fel:</strong> Okänd e-postadress. Kontrollera igen."]
            self.to("/mitt-konto/")
        else:
            self.answer("", 204)

    def say(self, **what: Any) -> None:
        self.answer(json.dumps(what), kind="application/json")

    def ajax_add_to_cart(self, sent: dict[str, str]) -> None:
        flaw, you = self.server.flaw, self.you
        you.rounds += 1
        if flaw == "engang" and you.rounds == 1:
            self.answer("-1", 403)
            return
        key = (int(sent["product_id"]), sent.get("variant", ""))
        you.lines[key] = you.lines.get(key, 0) + int(sent["quantity"])
        answer = {"name": GOODS[key[0]][0], "opened": True, **self.fragments()}
        if flaw == "notis":
            notice = "<br />\n<b>Notice</b>: Undefined index: stock in <b>cart.php</b> line 214"
            self.answer(notice + json.dumps(answer))
            return
        self.say(**answer)

    def fragments(self) -> dict[str, Any]:
        return {"count": sum(self.you.lines.values()), "mini": pages.mini(self.you)}

    def ajax_variant(self, sent: dict[str, str]) -> None:
        n = int(sent["product_id"])
        price = pages.kr(GOODS[n][1])
        if self.server.flaw == "mall":
            price = "{{{ data.variation.price_html }}}"
        self.say(price=price, image=f"/bild/{n}variant-{quote(sent['variant'])}.svg")

    def ajax_fler(self, sent: dict[str, str]) -> None:
        self.answer(pages.grid(list(GOODS)[4:]))

    def ajax_forslag(self, sent: dict[str, str]) -> None:
        goods = [n for n, g in GOODS.items() if sent["q"].lower() in g[0].lower()]
        hits = "".join(f'<li><a href="/produkt/{n}/">{GOODS[n][0]} ›</a></li>' for n in goods)
        self.answer("" if self.server.flaw == "sok" else hits)

    def cart_now(self, note: str, error: str = "") -> None:
        html = pages.cart(self.you)
        self.say(html=html, note=note, error=error, **self.fragments())

    def ajax_quantity(self, sent: dict[str, str]) -> None:
        n, _, variant = sent["key"].partition(":")
        if sent["n"].isdigit():
            self.you.lines[int(n), variant] = int(sent["n"])
        self.cart_now("Varukorgen är uppdaterad.")

    def ajax_remove(self, sent: dict[str, str]) -> None:
        n, _, variant = sent["key"].partition(":")
        self.you.lines.pop((int(n), variant), None)
        self.cart_now(f"{GOODS[int(n)][0]} har tagits bort.")

    def ajax_coupon(self, sent: dict[str, str]) -> None:
        if self.server.flaw == "kupong":
            self.close_connection = True
            self.connection.close()
            return
        if sent["code"].lower() == "host10":
            self.you.coupon = True
            self.cart_now("Rabattkoden har använts.")
        else:
            self.cart_now("", "Rabattkoden finns inte.")

    def review(self) -> str:
        late = self.server.flaw == "leveranstid" and self.you.open > 1
        return pages.review(self.you, "2–3 veckor") if late else pages.review(self.you)

    def ajax_oversikt(self, sent: dict[str, str]) -> None:
        if self.server.flaw == "utgangen":
            back = '<a href="/" class="wc-backward">Återvänd till butiken</a>'
            said = f"Tyvärr, din session har gått ut. {back}"
            self.answer(f'<div class="woocommerce-error">{said}</div>')
            return
        self.you.way = sent["frakt"]
        self.answer(self.review())

    def ajax_land(self, sent: dict[str, str]) -> None:
        self.you.land = sent["land"]
        kept = {} if self.server.flaw == "landsbyte" else sent
        self.say(block=pages.address_block(kept), ways=pages.ways(self.you), review=self.review())

    def ajax_postnr(self, sent: dict[str, str]) -> None:
        digits = re.sub(r"\D", "", sent["q"])
        if self.server.flaw == "postort":
            time.sleep(max(0.1, 1.5 - 0.25 * len(digits)))
            self.answer(json.dumps({"postnr": digits, "ort": TOWNS.get(digits, "")}), wait=False)
            return
        self.say(postnr=digits, ort=TOWNS.get(digits, ""))

    def ajax_steg1(self, sent: dict[str, str]) -> None:
        flaw, you = self.server.flaw, self.you
        names = {"epost": "E-post", **{n: t for n, (t, _) in pages.FIELDS.items()}}
        you.address = {name: sent.get(name, "") for name in names}
        errors = [f"<strong>{names[n]}</strong> måste fyllas i." for n in names if not sent.get(n)]
        phone = sent.get("telefon", "")
        if flaw == "telefon":
            if re.search(r"[- ]", phone):
                errors.append("Telefonnumret får bara innehålla siffror.")
            elif phone.startswith("0") and not phone.startswith("00"):
                errors.append("Ange landsnummer.")
            elif phone.startswith("+"):
                errors.append("Otillåtet tecken i telefonnumret.")
        elif phone and not re.fullmatch(r"[+0-9 -]{7,}", phone):
            errors.append("<strong>Telefon</strong> är inte ett giltigt telefonnummer.")
        if errors:
            self.say(errors=errors)
        elif flaw == "konto":
            self.say(modal=pages.LOGIN_NEEDED)
        else:
            you.open = 2
            self.say(review=self.review())

    def ajax_steg2(self, sent: dict[str, str]) -> None:
        you = self.you
        if self.server.flaw == "igen" and not sent.get("m_gata"):
            self.say(errors=["Ange mottagarens uppgifter."])
            return
        you.open = 3
        if self.server.flaw == "forsakring":
            you.extra = 39.0
        self.say(review=self.review())

    def order(self, sent: dict[str, str]) -> None:
        you = self.you
        if self.server.flaw == "tyst" and you.rounds < 2:
            you.rounds += 1
            you.open, you.buried = 1, "Betalsättet är inte tillgängligt för din region."
            self.to("/kassa/")
        elif not sent.get("villkor"):
            you.errors = ["Läs och godkänn köpvillkoren för att gå vidare."]
            self.to("/kassa/")
        else:
            back = quote(f"{self.server.url}/kassa/retur", safe="")
            self.to(f"{self.server.bank.url}/betala?retur={back}")


EVA = {
    "epost": "eva@example.com",
    "fornamn": "Eva",
    "efternamn": "Lindqvist",
    "adress": "Storgatan 12",
    "postnr": "50332",
    "ort": "Borås",
    "telefon": "0701234567",
}


class Bank(Silent):
    """The payment provider's page, of another origin."""

    server: Handel

    def do_GET(self) -> None:
        back = parse_qs(urlsplit(self.path).query).get("retur", [""])[0]
        state = "nekad" if self.server.shop.flaw == "nekad" else "ok"
        body = f"""<!DOCTYPE html><html lang="sv"><meta charset="utf-8"><title>Betalväxel</title>
<meta name="viewport" content="width=device-width"><h1>Betalväxel</h1><p>Öppna BankID.</p>
<form action="{back}"><input type="hidden" name="status" value="{state}">
<button style="padding:1em">Godkänn betalning</button></form>"""
        time.sleep(0.3)
        data = body.encode()
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Handel(Server):
    bank: Handel
    shop: Handel

    def __init__(self, handler: type[http.server.BaseHTTPRequestHandler]) -> None:
        super().__init__(handler)
        self.customers: dict[str, Kund] = {}
        self.delays = itertools.cycle([0.12, 0.3, 0.18, 0.45, 0.1, 0.22, 0.6, 0.15])


@contextmanager
def serving() -> Iterator[Handel]:
    shop, bank = Handel(Handler), Handel(Bank)
    shop.bank, bank.shop = bank, shop
    with running(shop, bank):
        yield shop
