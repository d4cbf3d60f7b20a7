"""TOML files of ours, decoded into types, with errors that name file, line and key."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec

from kitka.recorder.errors import ScenarioError

T = TypeVar("T")

_UNKNOWN = re.compile(r"contains unknown field `(?P<key>[^`]+)`")
_MISSING = re.compile(r"missing required field `(?P<key>[^`]+)`")
_PATH = re.compile(r"(?: - at `\$(?P<path>[^`]*)`)")
_PART = re.compile(r"\.([A-Za-z_0-9-]+)|\[(\d+|\.\.\.)\]")
_HEADER = re.compile(r"\s*\[(?P<array>\[)?\s*(?P<name>[^\[\]]+?)\s*\]")


def read_toml(path: Path, shape: type[T]) -> T:
    """Read ``path`` as ``shape`` (a msgspec Struct that forbids unknown fields).

    Raises ScenarioError: ``file:line: key …`` with the nearest valid key where one is near.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ScenarioError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: cannot be read: {error}") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = found.group(1) if found else str(text.count("\n") + 1)
        reason = re.sub(r" \(at .*\)$", "", str(error))
        raise ScenarioError(f"{path}:{line}: not valid TOML: {reason}") from None
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        raise ScenarioError(_explain(path, text, data, shape, str(error))) from None


def _explain(path: Path, text: str, data: dict[str, Any], shape: type, message: str) -> str:
    found = _PATH.search(message)
    parts = [name or index for name, index in _PART.findall(found.group("path") if found else "")]
    what = _PATH.sub("", message)
    unknown, missing = _UNKNOWN.search(what), _MISSING.search(what)
    if unknown:
        key = unknown.group("key")
        near = difflib.get_close_matches(key, _valid_keys(shape, parts), n=1, cutoff=0.5)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        valid = ", ".join(_valid_keys(shape, parts))
        where = line_of(text, [*parts, key])
        return f"{path}:{where}: unknown key '{key}'{hint} (valid: {valid})"
    where = line_of(text, parts)
    if missing:
        place = f" in [{'.'.join(p for p in parts if not p.isdigit())}]" if parts else ""
        return f"{path}:{where}: key '{missing.group('key')}' is missing{place}"
    name = ".".join(parts) or "the file"
    return f"{path}:{where}: {name}: {what[0].lower()}{what[1:]}"


def _valid_keys(shape: Any, parts: list[str]) -> list[str]:
    """Names a table at ``parts`` may hold: walk the struct's types."""
    shapes = [shape]
    for part in parts:
        following: list[Any] = []
        for candidate in shapes:
            following += _descend(candidate, part)
        shapes = following
    structs = [s for s in shapes if isinstance(s, type) and issubclass(s, msgspec.Struct)]
    return sorted({f.encode_name for struct in structs for f in msgspec.structs.fields(struct)})


def _descend(shape: Any, part: str) -> list[Any]:
    if part.isdigit() or part == "...":
        return _flatten(shape)
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        hints = get_type_hints(shape)
        for field in msgspec.structs.fields(shape):
            if field.encode_name == part:
                return _flatten(hints[field.name])
    return _flatten(shape)


def _flatten(hint: Any) -> list[Any]:
    """The struct types anywhere inside a type: tuples, unions, dict values."""
    arguments = getattr(hint, "__args__", ())
    return [h for a in arguments for h in _flatten(a)] if arguments else [hint]


def line_of(text: str, parts: list[str]) -> int:
    """The line (from 1) that holds the key at ``parts``, or its nearest enclosing table."""
    lines = text.splitlines()
    start, end, rest = 0, len(lines), [p for p in parts if p != "..."]
    tables = _tables(lines)
    for length in range(len(rest), 0, -1):
        wanted = tuple(rest[:length])
        hit = next((t for t in tables if t[0] == wanted), None)
        if hit:
            _, start, end = hit
            rest = rest[length:]
            break
    else:
        # A table whose own name is not told (msgspec says [...]): its keys stand anywhere in it.
        inside = [t for t in tables if rest and t[0][0] == rest[0]]
        start, end = (inside[0][1], inside[-1][2]) if inside else (0, len(lines))
        if not inside and tables and len(rest) == 1:
            end = tables[0][1]
    line = start
    for part in (p for p in rest if not p.isdigit()):
        pattern = re.compile(rf"(^|[\s,{{]){re.escape(part)}\s*=|\"{re.escape(part)}\"\s*=")
        for number in range(line, end):
            if pattern.search(lines[number].split("#", 1)[0]):
                line = number
                break
    return line + 1


def _tables(lines: list[str]) -> list[tuple[tuple[str, ...], int, int]]:
    """(path, first line, line after) of each ``[table]`` and ``[[array]]`` item."""
    found: list[tuple[tuple[str, ...], int]] = []
    counts: dict[str, int] = {}
    for number, line in enumerate(lines):
        header = _HEADER.match(line)
        if not header or "=" in line.split("]", 1)[0]:
            continue
        name = header.group("name")
        path = tuple(part.strip(" \"'") for part in name.split("."))
        if header.group("array"):
            index = counts.get(name, 0)
            counts[name] = index + 1
            path = (*path, str(index))
        elif path[0] in counts:  # a sub-table of the last array item: [steps.budget]
            path = (path[0], str(counts[path[0]] - 1), *path[1:])
        found.append((path, number))
    ends = [number for _, number in found[1:]] + [len(lines)]
    return [(path, number, end) for (path, number), end in zip(found, ends, strict=False)]
