"""What people answered and said, question by question, with the way to who said it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.parts import Link
from kitka.analyzer.report.rows import bar, rate_bar
from kitka.analyzer.report.study_pages import AnswerRow, QuestionGroup, QuestionPart, Quote
from kitka.analyzer.study.questionnaires import Part, QuestionSummary, Words
from kitka.recorder.model import Answer, Question, Study

_PARTS: dict[Part, str] = {
    "segments": "Who they are",
    "before": "Before the first task",
    "expectations": "What they expected",
    "after": "After the task",
    "stopped": "Why they stopped",
    "end": "At the end",
}
_ONLY = {"completed": "asked of those who completed", "stopped": "asked of those who stopped"}

Title = Callable[[str], str]
"""A scenario's name → its title."""


def question_groups(
    summaries: Sequence[QuestionSummary], title: Title, addresses: Addresses
) -> tuple[QuestionGroup, ...]:
    """In the order in which they are asked; nothing where nobody has answered yet."""
    groups = groupby(summaries, key=lambda one: (one.part, one.task, one.scenario))
    made = [
        QuestionGroup(
            _PARTS[part] + (f": {title(scenario)}" if scenario else ""),
            tuple(_question(one, addresses) for one in members if one.n or one.words),
        )
        for (part, _, scenario), members in groups
    ]
    return tuple(group for group in made if group.questions)


def _question(summary: QuestionSummary, addresses: Addresses) -> QuestionPart:
    question = summary.question
    return QuestionPart(
        text=fmt.in_english(question.text) or fmt.humanize(question.id),
        about=_ONLY.get(question.only, ""),
        n=f"n = {summary.n}",
        summary=_summary(summary),
        rows=tuple(_rows(summary)),
        quotes=tuple(_quote(words, addresses) for words in summary.words),
    )


def _summary(summary: QuestionSummary) -> str:
    mean = summary.mean
    if mean is None:
        return ""
    sure = ""
    if mean.low is not None and mean.high is not None and mean.n >= fmt.FEWEST_FOR_A_SHARE:
        sure = f" (95{fmt.NBSP}% interval {mean.low:.1f}–{mean.high:.1f})"
    return f"Mean {mean.value:.1f} of {summary.question.points}{sure}"


def _rows(summary: QuestionSummary) -> Iterable[AnswerRow]:
    most = max((*summary.counts, *(option.rate.x for option in summary.options)), default=0)
    for box, count in enumerate(summary.counts, 1):
        yield AnswerRow(_box(summary.question, box), str(count), bar(count, most, most))
    for option in summary.options:
        chose = f"{option.rate.x} of {option.rate.n}"
        share = f", {option.percent}{fmt.NBSP}%" if option.percent is not None else ""
        label = fmt.in_english(option.text) or fmt.humanize(option.id)
        yield AnswerRow(label, chose + share, rate_bar(option.rate))


def _box(question: Question, box: int) -> str:
    """Only the ends of a scale have names."""
    ends = {1: question.low, question.points: question.high}
    name = fmt.in_english(ends.get(box, {}))
    return f"{box} {name}".strip()


def _quote(words: Words, addresses: Addresses) -> Quote:
    link = (
        Link(fmt.short_id(words.session), addresses.session(words.session))
        if words.session
        else None
    )
    return Quote(fmt.words(words.text), fmt.words(words.pseudonym), link, words.language)


# ---------------------------------------------------------------- one session


def answer_pairs(study: Study | None, answers: Sequence[Answer]) -> tuple[tuple[str, str], ...]:
    """(question, answer) as text; what no longer belongs to a question keeps its own name."""
    questions = {question.id: question for question in _all_questions(study)}
    return tuple(_pair(questions, answer) for answer in answers if answer.value.strip())


def _all_questions(study: Study | None) -> Iterable[Question]:
    if study is None:
        return ()
    return (
        *study.segments, *study.before, *study.expectations, *study.after, *study.stopped,
        *study.end,
    )  # fmt: skip


def _pair(questions: dict[str, Question], answer: Answer) -> tuple[str, str]:
    item, _, more = answer.item.partition(".")
    question = questions.get(item)
    if question is None:
        return fmt.humanize(answer.item), fmt.words(answer.value)
    text = fmt.in_english(question.text) or fmt.humanize(item)
    if more:
        return fmt.in_english(question.follow_up) or text, fmt.words(answer.value)
    return text, _said(question, answer.value)


def _said(question: Question, value: str) -> str:
    if question.kind == "scale":
        return f"{fmt.words(value)} of {question.points}"
    if question.kind == "yes_no":
        return {"yes": "Yes", "no": "No"}.get(value, fmt.words(value))
    if question.kind == "choice":
        names = {one.id: fmt.in_english(one.text) for one in (*question.options, *question.last)}
        return ", ".join(names.get(id) or fmt.words(id) for id in value.split())
    return fmt.words(value)
