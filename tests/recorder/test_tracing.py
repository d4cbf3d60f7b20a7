"""What a script typed is in no file of a kept trace."""

import io
import zipfile

import pytest
from playwright.sync_api import BrowserContext

from kitka.recorder.tracing import redact_trace, start_trace

SECRETS = {"password": "correct horse & battery", "card": "4111 1111 1111 1111"}
PAGE = """<form method=post action=/pay>
<label>Password <input type=password name=p></label>
<label>Card <input name=c></label>
<input type=hidden name=token value="hidden-token-9876">
<label>Note <textarea name=n>a private note</textarea></label>
<button>Pay</button></form>"""


@pytest.fixture
def trace(context: BrowserContext, tmp_path) -> bytes:
    """A real trace of a form filled and sent."""
    context.route("**/*", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    context.set_extra_http_headers({"X-Bypass": "bypass-token-1234"})
    start_trace(context)
    page = context.new_page()
    page.goto("http://shop.test/")
    page.get_by_label("Password").fill(SECRETS["password"])
    page.get_by_label("Card").press_sequentially(SECRETS["card"])
    page.keyboard.insert_text("inserted by keyboard")
    page.get_by_role("button", name="Pay").click()
    page.get_by_label("Card").fill(SECRETS["card"])
    path = tmp_path / "trace.zip"
    context.tracing.stop(path=path)
    return path.read_bytes()


def spellings(content: bytes) -> list[str]:
    """Which secrets any file of the zip holds, in plain or as a form sends them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = b"\n".join(archive.read(name) for name in archive.namelist())
    looked_for = [
        "correct horse",
        "correct+horse",
        "4111 1111 1111 1111",
        "4111+1111",
        "hidden-token-9876",
        "a private note",
        "inserted by keyboard",
        "bypass-token-1234",
    ]
    return [text for text in looked_for if text.encode() in everything]


def test_the_search_finds_them_in_the_trace_as_it_was(trace: bytes) -> None:
    found = spellings(trace)
    assert {"correct horse", "4111 1111 1111 1111", "hidden-token-9876"} <= set(found)
    assert {"inserted by keyboard", "bypass-token-1234"} <= set(found)


def test_a_kept_trace_holds_none_of_it(trace: bytes) -> None:
    kept = redact_trace(trace, ["bypass-token-1234"])
    assert spellings(kept) == []
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        calls = archive.read("trace.trace")
    assert b'"method": "fill"' in calls  # what was done is still told
