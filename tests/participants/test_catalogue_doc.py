"""docs/studies.md names every question of the catalogue, and says what is not validated."""

from pathlib import Path

from kitka.recorder.participants.catalogue import catalogue
from kitka.recorder.shops import Shop
from kitka.recorder.study import load_study

DOC = Path(__file__).resolve().parents[2] / "docs/studies.md"


def test_every_question_and_label_is_in_the_docs() -> None:
    text = DOC.read_text()
    for question in catalogue().questions:
        assert f"| `{question.id}` | {question.text['en']}" in text
    for key in catalogue().buyer:
        assert f"`{key}`" in text
    assert "unvalidated translations" in text


def test_the_example_in_the_docs_can_be_read(tmp_path: Path) -> None:
    example = DOC.read_text().split("```toml\n", 1)[1].split("```", 1)[0]
    path = tmp_path / "example.toml"
    path.write_text(example)
    study = load_study(path, shop=Shop(url="https://shop.example")).study
    assert [question.id for question in study.end][-1] == "found"
    assert study.fresh == "https://shop.example/test/begin-anew"
