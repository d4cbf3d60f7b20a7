"""``kitka invite``: personal links for the people of a study, and one open link."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click
import msgspec

from kitka.recorder.driver import wall_ms
from kitka.recorder.errors import KitkaError
from kitka.recorder.shops import is_loopback, origin_of
from kitka.recorder.store import Store
from kitka.recorder.study import OPEN, find_study, keep_study, load_study, open_setting

_LOCAL = "http://127.0.0.1:8600"


def invite(
    db: Path,
    study: str,
    number: int,
    *,
    base_url: str,
    pilot: bool,
    open_link: bool,
    as_json: bool,
) -> int:
    """Invite ``number`` more people to the study and print a link for each; exit code 0.

    ``base_url`` is where participants reach the server; ``""``: where it was served last, else on
    this machine. ``open_link`` lets whoever has the study's own link take part, too.
    """
    file = load_study(find_study(study))
    name, at = file.study.name, wall_ms()
    with Store.open(db) as store:
        base = _address(base_url or store.setting("public") or _LOCAL)
        version = keep_study(store, file, at=at)
        people = store.add_participants(version.study, number, at=at, pilot=pilot)
        if open_link:
            store.set_setting(open_setting(name), OPEN)
    links = [(person.pseudonym, f"{base}/p/{person.token}") for person in people]
    shared = f"{base}/p/open/{name}" if open_link else ""
    if as_json:
        document = {
            "study": name,
            "version": version.number,
            "pilot": pilot,
            "links": [{"participant": pseudonym, "link": link} for pseudonym, link in links],
            "open": shared,
        }
        click.echo(msgspec.json.encode(document))
        return 0
    for pseudonym, link in links:
        click.echo(f"{pseudonym}  {link}")
    if shared:
        click.echo(f"open  {shared}")
    if is_loopback(_host(base)):
        click.echo(
            f"{base} is this machine: the links work here alone; "
            "for people elsewhere: kitka serve --public https://…",
            err=True,
        )
    if is_loopback(_host(file.study.shop_url)):
        click.echo(
            f"the shop {file.study.shop_url} is this machine too; "
            f"name one that participants reach as 'shop' in {file.study.name}.toml",
            err=True,
        )
    return 0


def _address(base_url: str) -> str:
    if not base_url.startswith(("http://", "https://")) or not _host(base_url):
        raise KitkaError(f"{base_url}: is no address of a server; write https://host")
    return origin_of(base_url)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""
