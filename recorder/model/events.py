"""Every event, by who may send it: a page of a shop, or the driver of a browser."""

from __future__ import annotations

from kitka.recorder.model.audit_events import Audit
from kitka.recorder.model.driver_events import Console, Crash, Dialog, StepMark, Tab, Unreachable
from kitka.recorder.model.notice_events import (
    Alert,
    Block,
    Choice,
    Cue,
    Layer,
    Oddity,
    Offer,
    Promise,
    Thrash,
)
from kitka.recorder.model.page_events import (
    Assets,
    Blur,
    Change,
    Click,
    Focus,
    Form,
    JsError,
    Leave,
    Load,
    Message,
    OffSite,
    Pointer,
    Reaction,
    Repeat,
    Request,
    Scroll,
    Setting,
    Shift,
    Sighting,
    Submit,
    Total,
    Undone,
    View,
    Visibility,
    Vital,
)
from kitka.recorder.model.participant_events import Aside, Copied, Said

PageEvent = (
    View | Load | Click | Reaction | Focus | Change | Blur | Submit | Form | Message | JsError
    | Request | Scroll | Pointer | Visibility | Leave | Sighting | Total | Vital | Shift | Assets
    | OffSite | Said | Aside | Copied | Setting | Repeat | Promise | Alert | Block | Cue | Layer
    | Oddity | Thrash | Choice | Undone | Offer
)  # fmt: skip
DriverEvent = (
    StepMark | Console | Dialog | Tab | Crash | OffSite | Unreachable | Aside | Audit | JsError
)
AnyEvent = PageEvent | DriverEvent
