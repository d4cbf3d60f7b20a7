"""How an attempt becomes a log."""

from kitka.recorder.recording import Recording, record

__all__ = ["Recording", "record"]
