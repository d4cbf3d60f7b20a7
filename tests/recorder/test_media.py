"""Recordings beside a session: copied in as a whole, read in parts."""

from pathlib import Path

import pytest
from collecting import Person

from kitka.recorder.errors import StoreError
from kitka.recorder.store import Store
from kitka.recorder.store import media as media_tables

CONTENT = bytes(range(256)) * 50_000


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.webm"
    path.write_bytes(CONTENT)
    return path


def test_a_recording_is_copied_in_and_read_in_parts(
    store: Store, someone: Person, film: Path
) -> None:
    steps: list[tuple[int, int]] = []
    made = store.add_media(
        someone.session.id, film, name="film.webm", type="video/webm", offset_s=-1.5,
        progress=lambda done, of: steps.append((done, of)),
    )  # fmt: skip
    assert steps[-1] == (len(CONTENT), len(CONTENT)) and len(steps) > 2
    assert store.media(someone.session.id) == [made]
    assert (store.media_of(made.id), made.size) == (made, len(CONTENT))
    assert store.media_chunk(made.id, 0, 10) == CONTENT[:10]
    assert store.media_chunk(made.id, 5_000_003, 1_000) == CONTENT[5_000_003:5_001_003]
    assert store.media_chunk(made.id, len(CONTENT) - 3, 100) == CONTENT[-3:]
    for start, length in ((len(CONTENT), 1), (-1, 5), (0, 0), (0, -1), (10**12, 5)):
        assert store.media_chunk(made.id, start, length) == b""
    assert store.media_chunk("nope", 0, 10) == b""
    store.delete_media(made.id)
    assert store.media(someone.session.id) == []


def test_the_order_is_that_of_the_moments(store: Store, someone: Person, film: Path) -> None:
    for name, offset in (("late", 9.0), ("early", -2.0)):
        store.add_media(someone.session.id, film, name=name, type="audio/wav", offset_s=offset)
    assert [media.name for media in store.media(someone.session.id)] == ["early", "late"]


def test_what_cannot_be_kept_is_one_line(
    store: Store, someone: Person, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(path: Path, session: str = someone.session.id) -> None:
        store.add_media(session, path, name="x", type="video/webm", offset_s=0.0)

    (tmp_path / "empty").touch()
    monkeypatch.setattr(media_tables, "MEDIA_BYTES", len(CONTENT) - 1)
    for path, why in (
        (tmp_path / "empty", "0 bytes"),
        (film, "lower its quality"),
        (tmp_path / "none", "No such file"),
        (tmp_path, "Is a directory"),
    ):
        with pytest.raises(StoreError, match=why) as error:
            add(path)
        assert "\n" not in str(error.value)
    monkeypatch.undo()
    with pytest.raises(StoreError):
        add(film, "no such session")
    assert store.media(someone.session.id) == []


def test_half_a_recording_is_none(store: Store, someone: Person, film: Path) -> None:
    def fail(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add_media(
            someone.session.id, film, name="x", type="video/webm", offset_s=0.0, progress=fail
        )
    assert store.media(someone.session.id) == []
    store.add_media(someone.session.id, film, name="x", type="video/webm", offset_s=0.0)
