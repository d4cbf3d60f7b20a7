"""The task bar as the driver injects it, for shops whose pages cannot be changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from kitka.recorder.errors import KitkaError
from kitka.recorder.model import Bar

BUNDLE = Path(__file__).resolve().parent / "inpage" / "dist" / "taskbar.js"
SAID = "__kitkaSaid"
"""Name of the binding that hears what the person says."""


def bar_script(bar: Bar, origins: Sequence[str]) -> str:
    """The bar with what it shows. It stands in the top frame of the shop's own pages only, once
    in each document, and tells what it has to tell through the recorder's handle."""
    if not BUNDLE.is_file():
        raise KitkaError(
            f"{BUNDLE.name} is not built; type: pip install -e . (or npm ci && npm run build)"
        )
    bundle = BUNDLE.read_text(encoding="utf-8")
    shown = msgspec.json.encode(bar).decode()
    where = msgspec.json.encode(list(origins)).decode()
    return f"""(() => {{
      const mark = Symbol.for("kitka.bar");
      if (window !== window.top || !{where}.includes(location.origin) || document[mark]) return;
      Object.defineProperty(document, mark, {{ value: true }});
      {bundle}
      const emit = (event) => window[Symbol.for("kitka.recorder")]?.emit(event);
      const say = (what, keep) => window.{SAID}(what, keep);
      kitkaBar.start({shown}, {{ emit, say }});
    }})()"""
