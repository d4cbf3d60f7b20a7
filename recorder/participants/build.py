"""A stage → the page that shows it."""

from __future__ import annotations

from flask import url_for

from kitka.recorder.model import Record
from kitka.recorder.participants.asking import Reply, fields, problems
from kitka.recorder.participants.consent import consent_text
from kitka.recorder.participants.context import Standing
from kitka.recorder.participants.journey import StageName
from kitka.recorder.participants.pages import (
    AppNotice,
    Button,
    ConsentPage,
    Frame,
    Link,
    MessagePage,
    Page,
    Problem,
    QuestionsPage,
    ShopPage,
    TaskPage,
    TickedBox,
    WelcomePage,
)
from kitka.recorder.participants.strangers import tongues
from kitka.recorder.participants.words import Words
from kitka.recorder.taskbar import shown_code, task_bar

_BEFORE_CONSENT: frozenset[StageName] = frozenset({"welcome", "consent", "declined"})
_OVER: frozenset[StageName] = frozenset({"declined", "thanks", "left"})


class Reader(Record, frozen=True):
    """Who reads: in whose words, which page of which server, inside another app or not.

    ``passed``: what the address hands on (``?source=…``). ``once``: goes into the form of the open
    link, so that a form sent twice makes one participant."""

    words: Words
    base_url: str
    path: str
    in_app: bool = False
    passed: dict[str, str] = {}
    once: str = ""


class Ticks(Record, frozen=True):
    """What was sent of the consent's boxes, and what was wrong: box → word's key."""

    ticked: frozenset[str] = frozenset()
    wrong: dict[str, str] = {}


_NO_REPLY = Reply()
_NO_TICKS = Ticks()


def build(
    now: Standing, reader: Reader, *, reply: Reply = _NO_REPLY, ticks: Ticks = _NO_TICKS
) -> Page:
    """The page of the current stage. ``reply`` and ``ticks``: what was sent and is incomplete."""
    match now.stage.name:
        case "welcome":
            return welcome(now, reader)
        case "consent":
            return _consent(now, reader, ticks)
        case "before" | "expectations" | "after" | "stopped" | "end":
            return _questions(now, reader, reply)
        case "task":
            return _task(now, reader)
        case "in_shop":
            return _in_shop(now, reader)
        case "lapsed":
            return _lapsed(now, reader)
        case "declined" | "left" | "thanks":
            return _over(now, reader)


# ------------------------------------------------------------ the frame


def frame(
    now: Standing, reader: Reader, h1: str, *, wrong: bool = False, leaving: bool = False
) -> Frame:
    words, study, stage = reader.words, now.study, now.stage.name
    heading = study.heading.get(words.language) or words("frame.name")
    may_leave = not leaving and stage not in _BEFORE_CONSENT and stage not in _OVER
    offered = study.languages if stage in ("welcome", "consent") else ()
    title = f"{words('frame.error')}: {h1}" if wrong else h1
    return Frame(
        language=words.language,
        title=f"{title} – {heading}",
        heading=heading,
        skip=words("frame.skip"),
        tongues_label=words("frame.languages"),
        tongues=tongues(offered, words.language, reader.passed),
        contact=words("frame.contact", contact=study.consent.contact),
        leave=words("frame.leave") if may_leave else "",
        leave_address=_withdraw_address(now),
    )


def _withdraw_address(now: Standing) -> str:
    if not now.participant.token:
        return ""
    return url_for("participants.withdraw", token=now.participant.token)


def _progress(now: Standing, words: Words) -> str:
    count = len(now.participant.order)
    if now.stage.place < 0 or count < 2:
        return ""
    return words("task.progress", number=now.stage.place + 1, count=count)


# ------------------------------------------------------------ before anything is recorded


def welcome(now: Standing, reader: Reader) -> WelcomePage:
    words, count = reader.words, len(now.study.tasks)
    lead = words("welcome.lead_one") if count == 1 else words("welcome.lead_many", count=count)
    notice = AppNotice(
        title=words("app.title"),
        text=words("app.text"),
        label=words("app.link"),
        address=reader.base_url + reader.path,
        copy=words("app.copy"),
        copied=words("app.copied"),
    )
    return WelcomePage(
        frame=frame(now, reader, words("welcome.title")),
        h1=words("welcome.title"),
        stage=now.stage.key,
        lead=lead,
        points=tuple(words(f"welcome.{point}") for point in ("not_you", "details", "free")),
        next=words("welcome.next"),
        button=Button("begin", words("welcome.begin")),
        once=reader.once,
        app=notice if reader.in_app else None,
    )


def _consent(now: Standing, reader: Reader, ticks: Ticks) -> ConsentPage:
    words = reader.words
    text = consent_text(now.study, words)
    age = now.study.consent.minimum_age
    wrong = {box: words(key, age=age) for box, key in ticks.wrong.items()}
    return ConsentPage(
        frame=frame(now, reader, words("consent.title"), wrong=bool(wrong)),
        h1=words("consent.title"),
        stage=now.stage.key,
        problems=tuple(Problem(box, told) for box, told in wrong.items()),
        problems_title=_missing(words, len(wrong)),
        lead=words("consent.lead"),
        sections=text.sections,
        choices=words("consent.choices"),
        boxes=tuple(
            TickedBox(
                box,
                box.name in ticks.ticked,
                wrong.get(box.name, ""),
                "" if box.required else words("frame.optional"),
            )
            for box in text.boxes
        ),
        shown=text.hash,
        buttons=(
            Button("agree", words("consent.agree")),
            Button("decline", words("consent.decline"), "plain"),
        ),
    )


# ------------------------------------------------------------ questions and tasks


def _missing(words: Words, count: int) -> str:
    return words("ask.missing_one") if count == 1 else words("ask.missing_many", count=count)


def _questions(now: Standing, reader: Reader, reply: Reply) -> QuestionsPage:
    words, stage = reader.words, now.stage
    title = words(f"ask.{stage.name}")
    wrong = problems(stage.questions, words, reply)
    return QuestionsPage(
        frame=frame(now, reader, title, wrong=bool(wrong)),
        h1=title,
        stage=stage.key,
        progress=_progress(now, words),
        problems=wrong,
        problems_title=_missing(words, len(wrong)),
        fields=fields(stage.questions, now.participant.id, words, reply),
        button=Button("answer", words("ask.next")),
    )


def _task(now: Standing, reader: Reader) -> TaskPage:
    words = reader.words
    notes = [words("task.how")]
    if now.stage.place > 0:
        notes.append(words("task.afresh"))
    if now.study.protocol == "think_aloud":
        notes.append(words("task.aloud"))
    return TaskPage(
        frame=frame(now, reader, words("task.title")),
        h1=words("task.title"),
        stage=now.stage.key,
        progress=_progress(now, words),
        goal=now.study.tasks[now.stage.task].goal[words.language],
        reminder=words("welcome.details"),
        notes=tuple(notes),
        button=Button("start", words("task.start")),
    )


def _in_shop(now: Standing, reader: Reader) -> ShopPage:
    words = reader.words
    bar = task_bar(now.version, now.participant, now.stage.task, language=words.language, next="")
    code_address = reader.base_url + url_for("participants.code")
    return ShopPage(
        frame=frame(now, reader, words("shop.title")),
        h1=words("shop.title"),
        stage=now.stage.key,
        progress=_progress(now, words),
        text=words("shop.text"),
        goal=bar.goal,
        back=Button("return", words("shop.back")),
        over=words("shop.over"),
        over_text=words("shop.over_text"),
        buttons=(
            Button("done", words("shop.done"), "plain"),
            Button("stop", words("shop.stop"), "plain"),
        ),
        details_title=words("shop.details"),
        details=bar.buyer,
        another=words("shop.another"),
        code=words("shop.code", address=code_address, code=shown_code(now.participant.code)),
        code_note=words("shop.code_note"),
    )


def _lapsed(now: Standing, reader: Reader) -> MessagePage:
    words = reader.words
    return _message(
        now,
        reader,
        "lapsed",
        buttons=(
            Button("done", words("lapsed.done"), "plain"),
            Button("stop", words("lapsed.stop"), "plain"),
            Button("again", words("lapsed.again"), "plain"),
        ),
    )


# ------------------------------------------------------------ ends


def _message(
    now: Standing,
    reader: Reader,
    table: str,
    *,
    more: tuple[str, ...] = (),
    buttons: tuple[Button, ...] = (),
    links: tuple[Link, ...] = (),
) -> MessagePage:
    title = reader.words(f"{table}.title")
    return MessagePage(
        frame=frame(now, reader, title),
        h1=title,
        stage=now.stage.key,
        progress=_progress(now, reader.words),
        paragraphs=(reader.words(f"{table}.text"), *more),
        buttons=buttons,
        links=links,
    )


def _over(now: Standing, reader: Reader) -> MessagePage:
    words, address = reader.words, _withdraw_address(now)
    if now.stage.name == "declined":
        undo = Button("reconsider", words("declined.undo"), "plain")
        return _message(now, reader, "declined", buttons=(undo,))
    if now.stage.name == "left":
        return _message(now, reader, "left", links=(Link(words("left.erase"), address),))
    link = Link(words("thanks.erase"), address)
    return _message(now, reader, "thanks", more=(words("thanks.rest"),), links=(link,))


def withdraw_page(now: Standing, reader: Reader) -> MessagePage:
    """Leave or withdraw, with or without what was recorded."""
    words, over = reader.words, now.stage.name in _OVER
    kind = "over" if over else "title"
    title = words(f"withdraw.{kind}")
    back = Link(
        words("withdraw.over_back" if over else "withdraw.back"),
        url_for("participants.show", token=now.participant.token),
    )
    erase = Button("erase", words("withdraw.over_erase" if over else "withdraw.erase"), "grave")
    keep = Button("keep", words("withdraw.keep"), "plain")
    return MessagePage(
        frame=frame(now, reader, title, leaving=True),
        h1=title,
        paragraphs=(words("withdraw.over_text" if over else "withdraw.text"),),
        buttons=(erase,) if over or now.participant.consent is None else (erase, keep),
        links=(back,),
    )
