"""What the docs say is what the code does."""

import re
import tomllib
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest

from kitka.cli import main
from kitka.recorder.shops import Shop

ROOT = Path(__file__).resolve().parent.parent
CLI = ROOT / "docs" / "cli.md"


def cli_page() -> str:
    """Every command's help, as the command prints it."""
    parts = ["# The command\n\nWritten by `python tests/test_docs.py`; a test compares.\n"]
    for name, command in sorted(main.commands.items()):
        settings: dict[str, Any] = {**main.context_settings, "terminal_width": 88}
        context = click.Context(command, info_name=f"kitka {name}", **settings)
        parts.append(f"## kitka {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def test_the_page_of_the_command_is_what_it_prints() -> None:
    assert CLI.read_text() == cli_page()


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_verb_is_in_the_readme(name: str) -> None:
    assert f"`kitka {name}" in (ROOT / "README.md").read_text()


def test_what_is_said_to_be_typed_exists() -> None:
    templates = (ROOT / "analyzer" / "report" / "templates").rglob("*.html")
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *templates]:
        said = re.findall(r"(?:^|`|<code>)kitka ([a-z]+)", page.read_text(), re.MULTILINE)
        assert set(said) <= set(main.commands), page.name


def test_the_example_settings_are_valid_and_whole() -> None:
    text = (ROOT / "docs" / "kitka.toml").read_text()
    for shop in tomllib.loads(text)["shops"].values():
        msgspec.convert(shop, Shop)
    keys = {field.encode_name for field in msgspec.structs.fields(Shop)} - {"name"}
    assert {key for key in keys if f"{key} " in text} == keys


def test_relative_links_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


if __name__ == "__main__":
    CLI.write_text(cli_page())
