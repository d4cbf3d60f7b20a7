"""A recording made beside a session: aligned, kept whole, or refused in one line."""

import math
import struct
import wave
from pathlib import Path

import pytest

from kitka.commands.attach import attach
from kitka.recorder.errors import KitkaError
from kitka.recorder.model import Note, Scenario, Session, Step
from kitka.recorder.store import Store

SCENARIO = Scenario(name="look", title="Look", steps=(Step("Front page", ()),))
IDS = ("ab" * 16, "cd" * 16)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Two sessions; a sync mark 7.5 s into the first."""
    path = tmp_path / "kitka.db"
    with Store.open(path) as store:
        version = store.add_scenario(SCENARIO, at=0.0)
        for id in IDS:
            store.save_session(Session(id, "look", version, "participant", 1_000.0))
        store.save_note(Note("n1", IDS[0], 7.5, "sync"))
        store.save_note(Note("n2", IDS[0], 9.0, "note", "looks for the delivery costs"))
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Two seconds of a tone."""
    path = tmp_path / "P01 kitchen table.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        tone = (int(9_000 * math.sin(n / 3)) for n in range(16_000))
        file.writeframes(b"".join(struct.pack("<h", value) for value in tone))
    return path


@pytest.mark.parametrize(
    ("sync", "offset_s"),
    [(None, 7.5), ("1.25", 6.25), ("0:01.25", 6.25), ("1:00", -52.5), ("1:00:00", -3592.5)],
)
def test_aligned_to_the_sync_mark(
    db: Path, sound: Path, sync: str | None, offset_s: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert attach(db, "ABABABAB", sound, sync=sync) == 0
    where = "after" if offset_s > 0 else "before"
    assert f"begins {abs(offset_s):.1f} s {where} its start" in capsys.readouterr().out
    with Store.open(db) as store:
        (media,) = store.media(IDS[0])
        assert (media.name, media.offset_s) == (sound.name, offset_s)
        assert media.type in ("audio/x-wav", "audio/wav", "audio/vnd.wave")
        assert store.media_chunk(media.id, 0, media.size) == sound.read_bytes()


def test_without_a_sync_mark(db: Path, sound: Path) -> None:
    with pytest.raises(KitkaError, match="has no sync mark; give --at SECONDS"):
        attach(db, IDS[1], sound, sync="1.5")
    assert attach(db, IDS[1], sound, sync="1.5", at=4.0) == 0
    with Store.open(db) as store:
        assert [media.offset_s for media in store.media(IDS[1])] == [2.5]


def test_two_sync_marks(db: Path, sound: Path) -> None:
    with Store.open(db) as store:
        store.save_note(Note("n3", IDS[0], 61.0, "sync"))
    with pytest.raises(KitkaError, match=r"2 sync marks \(7\.5, 61\.0 s\); say which: --at"):
        attach(db, IDS[0], sound)


def test_what_cannot_be_attached(db: Path, sound: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no sound")
    empty = tmp_path / "empty.mp4"
    empty.touch()
    for session, file, sync, said in (
        (IDS[0], text, None, "is text/plain; attach an audio or video file"),
        (IDS[0], empty, None, "has 0 bytes"),
        (IDS[0], tmp_path / "nowhere.wav", None, "cannot be read: No such file"),
        ("ef", sound, None, "ef: 0 sessions begin so"),
        ("", sound, None, ": 2 sessions begin so"),
        (IDS[0], sound, "half past", "--sync half past: write seconds or minutes:seconds"),
    ):
        with pytest.raises(KitkaError, match=said) as error:
            attach(db, session, file, sync=sync)
        assert "\n" not in str(error.value)
    with Store.open(db) as store:
        assert store.media(IDS[0]) == []
