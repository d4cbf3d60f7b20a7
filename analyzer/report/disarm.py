"""Recorded elements made harmless: nothing runs, nothing leaves, addresses point to stored assets.

A recorded page is hostile content. The sandboxed iframe without scripts is the lock; this takes
away what would rattle at it, so that a replay asks for nothing and the console stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urldefrag

from kitka.analyzer.report.css import Mapper, rewrite

Node = dict[str, Any]

_DOCUMENT, _ELEMENT, _TEXT = 0, 2, 3
_HIDDEN = {"script", "base", "applet", "portal", "animate", "set", "animatetransform", "param"}
_BOXES = {"object", "embed", "fencedframe"}
_KEPT_ON_BOXES = {"id", "class", "style", "width", "height"}
_DROPPED = {
    "srcdoc", "action", "formaction", "ping", "target", "autofocus", "nonce", "integrity",
    "crossorigin", "referrerpolicy", "download", "autoplay", "manifest", "data", "codebase",
    "archive", "xml:base", "http-equiv", "imagesrcset", "longdesc", "cite", "usemap", "csp",
    "attributionsrc", "popovertarget", "commandfor", "rr_mediastate", "sandbox", "allow",
}  # fmt: skip
_IMAGES = {"img", "image", "input", "feimage"}
_FRAGMENT_HOLDERS = {"use", "textpath", "lineargradient", "radialgradient", "pattern", "mpath"}
_PICTURES = ("data:image/",)
_SCHEME = re.compile(r"^[\s\x00-\x20]*(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.I)


def asset_mapper(assets: Mapping[str, str], address: Any) -> Mapper:
    """Absolute recorded address → ``address(hash)``; fragments (``sprite.svg#bag``) are kept."""

    def mapper(url: str) -> str:
        plain, fragment = urldefrag(url.strip())
        digest = assets.get(url) or assets.get(plain)
        if digest is None:
            return ""
        return f"{address(digest)}#{fragment}" if fragment else str(address(digest))

    return mapper


class Disarmer:
    """Walks the nodes of one document. It remembers tags, for mutations name only ids."""

    def __init__(self, mapper: Mapper) -> None:
        self.mapper = mapper
        self.tags: dict[int, str] = {}
        self.styles: set[int] = set()

    def reset(self) -> None:
        self.tags.clear()
        self.styles.clear()

    def node(self, node: Node, in_style: bool = False) -> Node:
        """A copy of a serialized node and all below it."""
        kind = node.get("type")
        if kind == _TEXT:
            return self._text(node, in_style)
        if kind == _ELEMENT:
            node = self._element(node)
        children = node.get("childNodes")
        if not children:
            return node
        style = node.get("tagName") == "style"
        return {**node, "childNodes": [self.node(child, style) for child in children]}

    def style_text(self, node_id: int, text: Any) -> Any:
        if node_id in self.styles and isinstance(text, str):
            return rewrite(text, self.mapper)
        return text

    def attributes(self, node_id: int, attributes: Mapping[str, Any]) -> dict[str, Any]:
        """The attributes of a mutation; ``None`` means removed and stays."""
        tag = self.tags.get(node_id, "")
        return self._clean(tag, attributes, attributes.get("rel"))

    def _text(self, node: Node, in_style: bool) -> Node:
        text = node.get("textContent")
        if not (in_style or node.get("isStyle")) or not isinstance(text, str):
            return node
        self.styles.add(node.get("id", -1))
        return {**node, "textContent": rewrite(text, self.mapper)}

    def _element(self, node: Node) -> Node:
        tag = str(node.get("tagName", "")).lower()
        self.tags[node.get("id", -1)] = tag
        attributes = node.get("attributes") or {}
        if tag in _HIDDEN or (tag == "meta" and "http-equiv" in {a.lower() for a in attributes}):
            return {**node, "tagName": "template", "isSVG": False, "attributes": {}}
        if tag in _BOXES:
            kept = {name: value for name, value in attributes.items() if name in _KEPT_ON_BOXES}
            return {**node, "tagName": "div", "attributes": self._clean("div", kept, None)}
        cleaned = self._clean(tag, attributes, attributes.get("rel"))
        if tag == "link" and not {"href", "_cssText"} & cleaned.keys():
            # A stylesheet that never loads would hold the replay up.
            return {**node, "tagName": "template", "attributes": {}}
        return {**node, "attributes": cleaned}

    def _clean(self, tag: str, attributes: Mapping[str, Any], rel: Any) -> dict[str, Any]:
        if tag in _HIDDEN | _BOXES:
            attributes = {k: v for k, v in attributes.items() if k in _KEPT_ON_BOXES}
        cleaned: dict[str, Any] = {}
        for name, value in attributes.items():
            kept = self._attribute(tag, name.lower(), value, rel)
            if kept is not False:
                cleaned[name] = kept
        return cleaned

    def _attribute(self, tag: str, name: str, value: Any, rel: Any) -> Any:
        """The attribute's safe value, ``False`` to leave it out."""
        if name.startswith("on") or name in _DROPPED:
            return False
        if name == "style":
            return self._style(value)
        if not isinstance(value, str):
            return value
        if name == "_csstext":
            return rewrite(value, self.mapper)
        if name in ("href", "xlink:href"):
            return self._href(tag, value, rel)
        if name in ("src", "poster", "background"):
            return self._picture(value) if tag in _IMAGES or name != "src" else False
        if name == "srcset":
            return self._srcset(value)
        if name == "rr_dataurl":
            return value if value.startswith(_PICTURES) else False
        if _SCHEME.match(value):
            return False
        return rewrite(value, self.mapper) if "url(" in value.lower() else value

    def _style(self, value: Any) -> Any:
        if isinstance(value, str):
            return rewrite(value, self.mapper)
        if not isinstance(value, dict):
            return value
        return {key: self._declaration(one) for key, one in value.items()}

    def _declaration(self, value: Any) -> Any:
        """``"red"``, ``["red", "important"]`` or ``False`` for a removed property."""
        if isinstance(value, str):
            return rewrite(value, self.mapper)
        if isinstance(value, list):
            return [rewrite(part, self.mapper) if isinstance(part, str) else part for part in value]
        return value

    def _href(self, tag: str, value: str, rel: Any) -> Any:
        if tag in ("a", "area"):
            return "#"
        if tag == "link":
            wanted = isinstance(rel, str) and "stylesheet" in rel.lower()
            return (wanted and self.mapper(value)) or False
        if tag in _FRAGMENT_HOLDERS and value.startswith("#"):
            return value
        return self._picture(value) if tag in _IMAGES | _FRAGMENT_HOLDERS else False

    def _picture(self, value: str) -> Any:
        if value.lower().startswith(_PICTURES):
            return value
        return self.mapper(value) or False

    def _srcset(self, value: str) -> Any:
        kept = []
        for candidate in re.split(r",\s+|,(?=https?:)", value.strip()):
            address, _, size = candidate.strip().partition(" ")
            if mapped := self.mapper(address):
                kept.append(f"{mapped} {size}".strip())
        return ", ".join(kept) or False
