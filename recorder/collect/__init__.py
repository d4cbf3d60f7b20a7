"""The recorder's endpoints for the shops of participants: ``init(app, state)``."""

from kitka.recorder.collect.blueprint import STATE, init
from kitka.recorder.collect.bundles import BundleFiles
from kitka.recorder.collect.state import CollectState
from kitka.recorder.collect.sweeper import Sweeper

__all__ = ["STATE", "BundleFiles", "CollectState", "Sweeper", "init"]
