"""What the yarn shop shows: a classic theme's pages, written by the server."""
# ruff: noqa: E501 (pages as they are written)

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unseen.handel.shop import Kund

GOODS = {
    1: ("Merinogarn Fjäll", 89, "garn", ["Natur", "Mossa", "Lingon"]),
    2: ("Lammullströja Lo", 899, "ull", ["S", "M", "L"]),
    3: ("Halsduk Dis", 449, "ull", []),
    4: ("Filt Gryning", 699, "ull", []),
    5: ("Yllesockor", 129, "ull", []),
    6: ("Bomullsgarn Strand", 59, "garn", []),
    7: ("Vantar Rim", 249, "ull", []),
    8: ("Stickor i björk", 149, "garn", []),
}
SORTS = {"": "Standardsortering", "pris": "Pris: lägst till högst", "namn": "Namn"}
LANDS = {"SE": "Sverige", "NO": "Norge", "FI": "Finland"}
WAYS = {"ombud": ("Ombud", 49), "hem": ("Hemleverans", 99)}
NOTE = "Välkommen till Garnboden. Fri retur i butik."

_HEAD = """<!DOCTYPE html><html lang="sv-SE"><head><meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>%(title)s – Garnboden</title>
<link rel="stylesheet" href="/wp-content/themes/bod/style.css"></head><body class="woocommerce">
<header class="site-header"><a class="site-title" href="/">Garnboden</a>
<nav><a href="/kategori/garn/">Garn</a><a href="/kategori/ull/">Ull</a><a href="/retur/">Retur</a>
<a href="/mitt-konto/">Mitt konto</a></nav>
<form role="search" class="search" action="/sok/"><input type="search" name="q" autocomplete="off" aria-label="Sök produkter" placeholder="Sök produkter …">
<button>Sök</button><ul class="forslag" hidden></ul></form>
<div class="mini-cart"><a href="/varukorg/" class="cart-contents">Varukorg <span class="count">%(count)s</span></a>
<div class="widget_shopping_cart">%(mini)s</div></div></header><main>%(notices)s"""

_FOOT = """</main><footer>Garnboden i Borås AB · <a href="/retur/">Byten och returer</a> · <a href="/villkor/" target="_blank">Köpvillkor</a></footer>%s
<script>var wc_params = {"l": "%s"};</script><script src="/wp-content/themes/bod/bod.js"></script></body></html>"""

CSS = """@font-face{font-family:Bod;src:url(/wp-content/themes/bod/bod.woff2)}
*{box-sizing:border-box} body{margin:0;font:16px/1.5 Bod,Georgia,serif;color:#333}
main{max-width:1240px;margin:0 auto;padding:1em 1em 9em} h1{font-weight:400} [hidden]{display:none!important}
.site-header{position:sticky;top:0;z-index:20;background:#fff;border-bottom:1px solid #ccc;display:flex;flex-wrap:wrap;gap:.3em 1.2em;align-items:center;padding:.5em 1em}
.site-header nav a{margin-right:.8em} .search{position:relative} .search input{font:inherit;width:10em}
.forslag{position:absolute;top:100%;left:0;background:#fff;border:1px solid #999;list-style:none;margin:0;padding:.3em .8em;z-index:30;min-width:14em}
.mini-cart{position:relative;margin-left:auto} .widget_shopping_cart{display:none;position:absolute;right:0;top:100%;background:#fff;border:1px solid #999;padding:1em;width:18em;z-index:30}
.mini-cart:hover .widget_shopping_cart,.mini-cart.open .widget_shopping_cart{display:block}
.widget_shopping_cart a{display:inline-block;margin-right:1em}
button,.button{font:inherit;background:#365;color:#fff;border:0;padding:.5em 1.1em;border-radius:3px;cursor:pointer;text-decoration:none;display:inline-block}
button:disabled,.button.disabled{opacity:.45;cursor:not-allowed} .button.disabled{pointer-events:none} .loading{opacity:.6}
.slider{background:#e6ddcf;height:130px;padding:1.5em;font-size:1.3em} .slider .dots button{padding:.1em .6em;margin-right:.3em}
ul.products{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:1.5em}
ul.products img{width:100%;height:170px;display:block;object-fit:cover} .layout{display:flex;gap:2em} .layout>div{flex:1} .layout aside{width:200px}
.woocommerce-error,.woocommerce-message,.woocommerce-info{list-style:none;margin:0 0 1em;padding:.8em 1.2em;border-top:3px solid #396;background:#f4f4f0}
.woocommerce-error{border-color:#b00;color:#a00} .woocommerce-message .button{float:right;padding:.1em .8em}
.product{display:flex;gap:2em;flex-wrap:wrap} .gallery img.wp-post-image{width:440px;height:300px;max-width:100%;display:block;object-fit:cover} .thumbs img{width:70px;height:50px;cursor:pointer}
.summary{min-width:260px;flex:1} .price{font-size:1.4em} .swatches{list-style:none;display:flex;gap:.5em;padding:0}
.swatch{border:2px solid #ccc;padding:.3em .8em;cursor:pointer} .swatch.selected{border-color:#365}
.quantity{display:inline-flex;margin-right:1em} .quantity input{width:3em;font:inherit;text-align:center} .quantity .qty-btn{background:#ddd;color:#333;padding:.3em .8em}
.modal{position:fixed;inset:0;background:#0007;z-index:60;display:none} .modal.in{display:block} .modal-dialog{background:#fff;max-width:460px;margin:10vh auto;padding:1.5em}
.tabs{display:flex;gap:1em;list-style:none;padding:0;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%} td,th{text-align:left;padding:.5em;border-bottom:1px solid #ddd} .cart img{width:50px;height:40px}
.cart-wrap{display:flex;gap:2em;flex-wrap:wrap} .cart-wrap form{flex:1;min-width:300px} .cart_totals{width:340px;max-width:100%}
.blockUI{opacity:.5;pointer-events:none} .remove{color:#a00;text-decoration:none;font-size:1.3em}
.checkout{display:flex;gap:2em;flex-wrap:wrap} .steg-lista{flex:1;min-width:300px} #order_review{width:360px;max-width:100%} .steg{border:1px solid #ccc;margin-bottom:1em;padding:.6em 1em}
.steg>.innehall{display:none} .steg.open>.innehall{display:block} .steg>h3{margin:0;display:flex;justify-content:space-between;font-weight:400}
.form-row{margin:.5em 0} .form-row label{display:block} .form-row input,.form-row select{font:inherit;width:100%;padding:.3em}
.cookie-notice{position:fixed;left:0;bottom:0;z-index:40;background:#222;color:#fff;padding:.8em 1.2em;max-width:430px}
#fri-frakt{height:150px;background:#c53;color:#fff;padding:2em;font-size:1.5em;margin-bottom:1em}
.chattram{position:fixed;right:0;bottom:0;width:430px;height:640px;border:0;z-index:45;background:transparent}
.dolt{opacity:0;pointer-events:none}
dialog.nyhet{padding:2em;border:0;width:420px}
@media(max-width:600px){.layout{display:block}.layout aside{width:auto}.chattram{width:100%}}"""


def kr(amount: float) -> str:
    text = f"{amount:,.2f}".replace(",", "\u00a0").replace(".", ",")
    return f'<span class="woocommerce-Price-amount amount"><bdi>{text}&nbsp;<span class="woocommerce-Price-currencySymbol">kr</span></bdi></span>'


def mini(you: Kund) -> str:
    if not you.lines:
        return '<p class="woocommerce-mini-cart__empty-message">Inga produkter i varukorgen.</p>'
    rows = "".join(f"<li>{many} × {label(key)}</li>" for key, many in you.lines.items())
    return f'<ul class="cart_list">{rows}</ul><p>Delsumma: {kr(you.subtotal)}</p><a href="/varukorg/">Visa varukorg</a><a href="/kassa/">Till kassan</a>'


def label(key: tuple[int, str]) -> str:
    return GOODS[key[0]][0] + (f" – {key[1]}" if key[1] else "")


def page(title: str, body: str, you: Kund, flaw: str, cookies: bool, cached: bool = False) -> str:
    notices = ""
    if you.errors:
        items = "".join(f"<li>{e}</li>" for e in you.errors)
        notices += f'<ul class="woocommerce-error" role="alert">{items}</ul>'
    if you.message:
        notices += f'<div class="woocommerce-message" role="status">{you.message}</div>'
    you.errors, you.message = [], ""
    bar = (
        '<div class="cookie-notice" role="region" aria-label="Kakor"><span>Vi använder kakor för att butiken ska fungera.</span> '
        '<button class="cn-set">Jag förstår</button></div>'
    )
    empty = '<p class="woocommerce-mini-cart__empty-message">Inga produkter i varukorgen.</p>'
    top = _HEAD % {
        "title": title,
        "count": 0 if cached else sum(you.lines.values()),
        "mini": empty if cached else mini(you),
        "notices": f'<div class="woocommerce-notices-wrapper">{notices}</div>',
    }
    return top + body + _FOOT % (bar if cookies else "", flaw)


def card(n: int) -> str:
    name, price, _, variants = GOODS[n]
    choice = (
        f'<a class="button" href="/produkt/{n}/">Välj alternativ</a>'
        if variants
        else f'<a href="?add-to-cart={n}" role="button" class="button ajax_add_to_cart" data-product_id="{n}" '
        f'aria-label="Lägg {name} i varukorg" rel="nofollow">Lägg i varukorg</a>'
    )
    return (
        f'<li class="product-card"><a href="/produkt/{n}/" class="woocommerce-loop-product__link"><img src="/bild/{n}.svg" alt="" loading="lazy">'
        f"<h2>{name}</h2></a><p>{kr(price)}</p>{choice}</li>"
    )


def grid(goods: list[int]) -> str:
    return f'<ul class="products">{"".join(card(n) for n in goods)}</ul>'


def front() -> str:
    return (
        '<div class="slider"><p>Höstens garner är här</p><div class="dots">'
        + "".join(f'<button aria-label="Bild {n}">{n}</button>' for n in (1, 2, 3))
        + f"</div></div><h1>Populärt just nu</h1>{grid([1, 2, 5, 4])}"
        '<form class="mc4wp" action="#"><label>Nyhetsbrev <input type="email" name="nb"></label> <button>Anmäl mig</button></form>'
    )


def listing(kind: str, goods: list[int], more: bool, sort: str, cheap: bool) -> str:
    options = "".join(
        f'<option value="{k}"{" selected" if k == sort else ""}>{v}</option>'
        for k, v in SORTS.items()
    )
    button = f'<p><button class="visa-fler" data-kind="{kind}">Visa fler produkter</button></p>'
    return f"""<h1>{kind.title()}</h1><div class="layout"><aside><form class="filter"><input type="hidden" name="orderby" value="{sort}">
<label><input type="checkbox" name="under200" value="1"{" checked" if cheap else ""}> Under 200 kr</label></form></aside>
<div><form class="woocommerce-ordering"><select name="orderby" aria-label="Sortering">{options}</select></form>
<p>Visar {len(goods)} produkter</p>{grid(goods)}{button if more else ""}</div></div>"""


def product(n: int, flaw: str) -> str:
    name, price, _, variants = GOODS[n]
    swatches = ""
    if variants:
        items = "".join(
            f'<li role="radio" tabindex="0" aria-checked="false" class="swatch" data-value="{v}">{v}</li>'
            for v in variants
        )
        what = "Storlek" if "M" in variants else "Färg"
        swatches = (
            f'<p>{what} <a href="#storleksguide" class="guide-lank">Storleksguide</a></p><ul class="swatches" role="radiogroup" aria-label="{what}">{items}</ul>'
            '<input type="hidden" name="variant" value=""><p class="variation-needed" role="alert"></p>'
        )
    thumbs = "".join(
        f'<img src="/bild/{n}{v}.svg" alt="Vy {v}" data-big="/bild/{n}{v}.svg">' for v in "abc"
    )
    return f"""<nav class="woocommerce-breadcrumb"><a href="/">Hem</a> / {name}</nav><div class="product"><div class="gallery">
<img class="wp-post-image" src="/bild/{n}.svg" alt="{name}"><div class="thumbs">{thumbs}</div></div><div class="summary"><h1>{name}</h1>
<p class="price">{kr(price)}</p><p>Leverans: <span class="leveranstid">1–3 vardagar</span></p><p class="oppet-kop">30 dagars öppet köp</p>
<form class="cart{" variations_form" if variants else ""}" method="post"><input type="hidden" name="product_id" value="{n}">{swatches}
<div class="quantity"><button type="button" class="qty-btn minus" aria-label="Minska antal">−</button><input name="quantity" value="1" inputmode="numeric" aria-label="Antal">
<button type="button" class="qty-btn plus" aria-label="Öka antal">+</button></div>
<button type="submit" class="button single_add_to_cart{" disabled" if flaw == "graknapp" else ""}">Lägg i varukorg</button></form>
<ul class="tabs" role="tablist"><li><a href="#beskrivning" role="tab" aria-selected="true">Beskrivning</a></li><li><a href="#omdomen" role="tab" aria-selected="false">Omdömen (4)</a></li></ul>
<div id="beskrivning" class="panel">Mjuk ull från Gotland, spunnen i Borås.</div><div id="omdomen" class="panel" hidden>★★★★★ Varm och skön. ★★★★☆ Sticks lite.</div>
</div></div><div class="modal{" dolt" if flaw == "guide" else ""}" id="storleksguide" role="dialog" aria-label="Storleksguide"><div class="modal-dialog"><h2>Storlekar</h2>
<table><tr><th>S</th><td>88–92 cm</td></tr><tr><th>M</th><td>93–98 cm</td></tr><tr><th>L</th><td>99–106 cm</td></tr></table>
<button type="button" class="close" aria-label="Stäng">×</button></div></div>"""


def cart(you: Kund) -> str:
    if not you.lines:
        return '<p class="cart-empty woocommerce-info">Din varukorg är tom.</p><p><a class="button" href="/">Tillbaka till butiken</a></p>'
    rows = "".join(
        f'<tr class="cart_item"><td><a href="#" class="remove" data-key="{n}:{v}" aria-label="Ta bort {label((n, v))}">×</a></td><td><img src="/bild/{n}.svg" alt=""></td>'
        f"<td>{label((n, v))}</td><td>{kr(GOODS[n][1])}</td><td><div class='quantity'><button type='button' class='qty-btn minus' aria-label='Minska {GOODS[n][0]}'>−</button>"
        f'<input name="{n}:{v}" value="{many}" inputmode="numeric" aria-label="Antal {GOODS[n][0]}"><button type="button" class="qty-btn plus" aria-label="Öka {GOODS[n][0]}">+</button></div></td>'
        f'<td class="line-total">{kr(GOODS[n][1] * many)}</td></tr>'
        for (n, v), many in you.lines.items()
    )
    return f"""<div class="cart-wrap"><form class="cart-form" method="post"><table class="shop_table cart"><tbody>{rows}</tbody></table>
<p><a href="#" class="showcoupon">Har du en rabattkod?</a></p><div class="coupon" hidden><input name="coupon_code" aria-label="Rabattkod"> <button type="button" class="apply-coupon">Använd rabattkod</button></div></form>
<div class="cart_totals"><h2>Summa</h2>{totals(you)}<p><a class="checkout-button button" href="/kassa/">Gå till kassan</a></p></div></div>"""


def totals(you: Kund) -> str:
    off = (
        f'<tr class="cart-discount"><th>Rabatt: host10</th><td>−{kr(you.off)}</td></tr>'
        if you.off
        else ""
    )
    extra = (
        f'<tr class="fee"><th>Transportförsäkring</th><td>{kr(you.extra)}</td></tr>'
        if you.extra
        else ""
    )
    return f"""<table class="shop_table"><tr class="cart-subtotal"><th>Delsumma</th><td>{kr(you.subtotal)}</td></tr>{off}
<tr class="shipping"><th>Frakt</th><td>{kr(you.shipping)}</td></tr>{extra}<tr class="order-total"><th>Totalt</th><td><strong>{kr(you.total)}</strong></td></tr></table>"""


def review(you: Kund, promise: str = "1–3 vardagar") -> str:
    rows = "".join(
        f'<tr class="cart_item"><td>{label(key)} × {many}</td><td class="line-total">{kr(GOODS[key[0]][1] * many)}</td></tr>'
        for key, many in you.lines.items()
    )
    return f"""<h2>Din beställning</h2><table>{rows}</table>{totals(you)}<p>Leveranstid: <span class="leveranstid">{promise}</span></p>
<p class="oppet-kop">30 dagars öppet köp</p>"""


FIELDS = {
    "fornamn": ("Förnamn", "given-name"),
    "efternamn": ("Efternamn", "family-name"),
    "adress": ("Gatuadress", "address-line1"),
    "postnr": ("Postnummer", "postal-code"),
    "ort": ("Ort", "address-level2"),
    "telefon": ("Telefon", "tel"),
}


def row(name: str, text: str, token: str, value: str, kind: str = "text") -> str:
    return (
        f'<p class="form-row"><label for="billing_{name}">{text}</label><input type="{kind}" id="billing_{name}" name="{name}" '
        f'autocomplete="{token}" value="{escape(value)}"></p>'
    )


def address_block(values: dict[str, str]) -> str:
    return "".join(row(n, t, token, values.get(n, "")) for n, (t, token) in FIELDS.items())


def ways(you: Kund) -> str:
    return "".join(
        f'<p><label><input type="radio" name="frakt" value="{w}"{" checked" if w == you.way else ""}> {name}: {price + you.abroad} kr</label></p>'
        for w, (name, price) in WAYS.items()
    )


AGAIN = "".join(
    f'<p class="form-row"><label for="m_{n}">{t}</label><input id="m_{n}" name="m_{n}"></p>'
    for n, t in {
        "namn": "Mottagarens förnamn",
        "slakt": "Mottagarens efternamn",
        "gata": "Leveransgata",
        "nr": "Leveranspostnr",
        "stad": "Leveransort",
    }.items()
)


def checkout(you: Kund, flaw: str) -> str:
    lands = "".join(
        f'<option value="{k}"{" selected" if k == you.land else ""}>{v}</option>'
        for k, v in LANDS.items()
    )
    hidden = (
        f'<ul class="woocommerce-error" role="alert"><li>{you.buried}</li></ul>'
        if you.buried
        else ""
    )

    def state(n: int) -> str:
        return " open" if you.open == n else ""

    def change(n: int) -> str:
        return f'<a href="#" class="andra" data-steg="{n}"{"" if you.open > n else " hidden"}>Ändra</a>'

    return f"""<h1>Kassa</h1><form class="checkout" method="post" action="/kassa/"><div class="steg-lista">
<section class="steg{state(1)}" id="uppgifter"><h3>1. Dina uppgifter {change(1)}</h3><div class="innehall">
{row("epost", "E-post", "email", you.address.get("epost", ""), "email")}
<p class="form-row"><label for="billing_land">Land</label><select id="billing_land" name="land" autocomplete="country">{lands}</select></p>
<div id="adressblock">{address_block(you.address)}</div><button type="button" class="nasta" data-steg="1">Fortsätt till leverans</button></div></section>
<section class="steg{state(2)}" id="leverans"><h3>2. Leverans {change(2)}</h3><div class="innehall"><div id="fraktsatt">{ways(you)}</div>
{AGAIN if flaw == "igen" else ""}<button type="button" class="nasta" data-steg="2">Fortsätt till betalning</button></div></section>
<section class="steg{state(3)}" id="betalning"><h3>3. Betalning</h3><div class="innehall">
<p><label><input type="radio" name="betal" value="kort" checked> Kort eller Swish</label></p><p><label><input type="radio" name="betal" value="faktura"> Faktura</label></p>
<div class="faktura-info" hidden>{hidden}Faktura skickas med e-post. 30 dagar.</div>
<p><label><input type="checkbox" name="villkor" value="1"> Jag godkänner köpvillkoren</label></p><button type="submit" id="place_order">Slutför köp</button></div></section>
</div><div id="order_review">{review(you)}</div></form>"""


def account() -> str:
    return """<h1>Mitt konto</h1><h2>Logga in</h2><form method="post" action="/mitt-konto/"><p class="form-row"><label for="username">E-postadress</label>
<input id="username" name="username" autocomplete="username"></p><p class="form-row"><label for="password">Lösenord</label>
<input type="password" id="password" name="password" autocomplete="current-password"></p><button>Logga in</button> <a href="/mitt-konto/glomt/">Glömt lösenord?</a></form>"""


RETURNS = """<h1>Byten och returer</h1><p>Du har 30 dagars öppet köp. Skicka tillbaka varan i originalförpackning.</p>
<details><summary>Hur skriver jag ut returetiketten?</summary><p>Logga in och välj order.</p></details>
<details><summary>När får jag pengarna?</summary><p>Inom fem dagar.</p></details>"""

LOGIN_NEEDED = """<div class="modal in" role="dialog" aria-label="Logga in"><div class="modal-dialog"><button type="button" class="close" aria-label="Stäng">×</button>
<p>Det finns redan ett konto med den här e-postadressen. Logga in för att slutföra ditt köp.</p><p class="form-row"><label for="lp">Lösenord</label>
<input id="lp" type="password" autocomplete="current-password"></p><button type="button">Logga in</button> <a href="/mitt-konto/glomt/">Glömt lösenord?</a></div></div>"""


def thanks(you: Kund, number: str) -> str:
    rows = "".join(
        f'<tr><td>{label(key)} × {many}</td><td class="line-total">{kr(GOODS[key[0]][1] * many)}</td></tr>'
        for key, many in you.bought.items()
    )
    return f"""<h1>Orderbekräftelse</h1><p class="woocommerce-thankyou-order-received">Tack för din beställning!</p><p>Ordernummer: {number}</p>
<table>{rows}</table><p>Leveranstid: <span class="leveranstid">1–3 vardagar</span></p>"""


FAILED = """<h1>Orderbekräftelse</h1><p class="woocommerce-thankyou-order-failed">Tyvärr kan din beställning inte genomföras eftersom banken
har nekat transaktionen. Försök att köpa igen.</p><p><a href="/kassa/" class="button pay">Betala</a></p>"""
