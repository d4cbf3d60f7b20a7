"""Arrows point one way: recorder → analyzer → report, and only the top knows everything."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("recorder", "analyzer", "scenarios", "demo_shop", "workspace", "commands")

ALLOWED = {
    "recorder.model": {"recorder.model"},
    "recorder": {"recorder"},
    "analyzer": {"analyzer", "recorder.model"},
    "analyzer.report": {"analyzer", "recorder.model"},
    "scenarios": {"scenarios", "recorder.model"},
    "demo_shop": {"demo_shop"},
    "workspace": {"workspace", "analyzer", "recorder"},
    "commands": {"commands", "workspace", "analyzer", "recorder", "demo_shop", "server"},
}


def modules() -> list[Path]:
    return sorted(path for part in PARTS for path in (ROOT / part).rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    """Modules of ours that a file imports, without the ``kitka.`` in front."""
    package = f"kitka.{name_of(path)}".split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return {name.removeprefix("kitka.") for name in found if name.startswith("kitka.")}


def wrong_arrows(importer: str, imported: set[str]) -> set[str]:
    rule = max((key for key in ALLOWED if f"{importer}.".startswith(f"{key}.")), key=len)
    allowed = ALLOWED[rule]
    return {name for name in imported if not any(f"{name}.".startswith(f"{ok}.") for ok in allowed)}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_arrows_point_one_way(path: Path) -> None:
    assert wrong_arrows(name_of(path), imports(path)) == set()


def test_a_wrong_arrow_is_noticed() -> None:
    assert wrong_arrows("recorder.store.log", {"analyzer.results"}) == {"analyzer.results"}
    assert wrong_arrows("analyzer.rules.dead_click", {"recorder.store"}) == {"recorder.store"}
    assert wrong_arrows("recorder.model", {"recorder.errors"}) == {"recorder.errors"}


def test_only_the_store_imports_a_database_library() -> None:
    guilty = {
        name_of(path)
        for path in modules()
        if not path.is_relative_to(ROOT / "demo_shop")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and {"sqlite3", "sqlite_utils"}
        & {*(a.name for a in node.names), getattr(node, "module", None) or ""}
    }
    assert guilty == {"recorder.store.file", "recorder.store.migrations"}
