"""Clocks of participants' pages: however wrong they go and however late they tell, what they
tell of is placed on ours."""

import math
import random
from collections.abc import Callable

import msgspec
import pytest
from collecting import SCENARIO

from kitka.recorder.model import Batch, Console, Session, View
from kitka.recorder.store import Store
from kitka.recorder.store.clocks import Arrival, place_pages

HOUR = 3_600_000.0
BEGUN = 1_790_000_000_000.0


class Phone:
    """Pages of one participant's session on our clock (ms from its start); ``offset`` is what has
    to be added to theirs. What arrives, and what is true of each event, is kept."""

    def __init__(self, store: Store) -> None:
        self.store = store
        key = store.add_scenario(SCENARIO, at=0.0)
        self.session = Session(
            id="s1", scenario="bag", scenario_hash=key, actor="participant", started=BEGUN
        )
        store.open_session(self.session, "key")
        self.true: dict[tuple[str, int], float] = {}

    def page(
        self, name: str, offset: float, *batches: tuple[float, float], woke: float | None = None
    ) -> None:
        """``batches``: when sent and when received; each tells of an event 100 ms before."""
        begun = BEGUN + (batches[0][0] if woke is None else woke) - 700
        for seq, (sent, received) in enumerate(batches):
            self.true[name, seq] = sent - 100
            t = BEGUN + sent - 100 - begun
            event = View(t=t, view=0, url="/", origin="https://shop.example")
            raw = msgspec.Raw(msgspec.json.encode(event))
            one = Batch("page", "signals", name, seq, begun - offset, t + 100, (raw,))
            self.store.add_page_batches("key", "s1", [one], [1], received=BEGUN + received)

    def seen(self) -> dict[tuple[str, int], float]:
        log = self.store.log(self.session)
        return {
            (b.page, b.seq): b.clock_origin + b.offset_ms + b.events[0].t - BEGUN
            for b in log.batches
        }

    def errors(self) -> list[float]:
        return [abs(at - self.true[key]) for key, at in self.seen().items()]

    def offsets(self) -> dict[str, float]:
        return {b.page: b.offset_ms for b in self.store.log(self.session).batches}

    def uncertain(self) -> dict[str, float]:
        return {b.page: b.uncertainty_ms for b in self.store.log(self.session).batches}


@pytest.fixture
def phone(store: Store) -> Phone:
    return Phone(store)


@pytest.mark.parametrize("offset", [-26 * HOUR, -2 * HOUR, -20_000, 20_000, 2 * HOUR, 26 * HOUR])
def test_a_wrong_clock_of_a_page_is_set_right(phone: Phone, offset: float) -> None:
    phone.page("a", offset, (3_000, 3_050), (9_000, 9_080))
    phone.page("b", offset, (15_000, 15_900))
    assert max(phone.errors()) <= 51
    assert set(phone.uncertain().values()) == {3_050.0}  # it was begun 3.05 s before at the most


def test_nothing_is_corrected_where_the_delay_is_small(phone: Phone) -> None:
    phone.page("a", 0.0, (3_000, 3_400), (9_000, 9_900))
    phone.page("b", 0.0, (15_000, 16_900))
    assert set(phone.offsets().values()) == {0.0}


def test_a_clock_somewhat_behind_puts_no_event_before_the_start(phone: Phone) -> None:
    phone.page("a", 1_500.0, (900, 950), (9_000, 9_080))
    assert phone.offsets() == {"a": pytest.approx(1_550)}
    assert min(phone.seen().values()) >= 0


def test_late_batches_say_nothing_of_the_clock(phone: Phone) -> None:
    late = 3 * HOUR
    phone.page("a", -40_000.0, (3_000, 3_050), (9_000, late))
    phone.page("b", -40_000.0, (20_000, late), (24_000, late + 5), (40_000, late + 9))
    phone.page("c", -40_000.0, (50_000, late + 20))
    assert max(phone.errors()) <= 51
    assert phone.uncertain()["b"] > phone.uncertain()["a"]  # the clock may have been set


def test_what_the_recorder_itself_tells_is_told_by_our_clock(phone: Phone) -> None:
    phone.page("a", 2 * HOUR, (3_000, 3_050))
    told = msgspec.Raw(msgspec.json.encode(Console(t=0.0, level="recorder", text="x")))
    phone.store.tell("s1", told, at=BEGUN + 5_000, limit=5)
    assert phone.seen()["recorder:collect", 0] == 5_000
    assert phone.offsets() == {"a": pytest.approx(2 * HOUR + 50), "recorder:collect": 0.0}


def test_a_clock_that_is_set_between_pages(phone: Phone) -> None:
    phone.page("a", 0.0, (3_000, 3_050), (9_000, 9_100), (20_000, 20_080))
    phone.page("b", 60_000.0, (25_000, 25_070), (29_000, 29_090), (40_000, 40_050))
    phone.page("c", 60_000.0, (45_000, 45_300))  # too short to tell by itself
    assert max(phone.errors()) <= 310


def test_two_browsers_of_one_session(phone: Phone) -> None:
    """The shorter ones of each, however late, go by the clock of their own."""
    for number, offset in enumerate((2 * HOUR, -3 * HOUR, 2 * HOUR, -3 * HOUR)):
        at = 60_000.0 * number
        phone.page(f"p{number}", offset, (at + 3_000, at + 3_060), (at + 30_000, at + 30_050))
        phone.page(f"q{number}", offset, (at + 40_000, 20 * HOUR))
    assert max(phone.errors()) <= 61


def walked(phone: Phone, chance: random.Random, offsets: Callable[[int], float], late: float):
    """A walk of some pages: all but the first of each clock may hand over late."""
    at, known = 200.0, set()
    for number in range(chance.randint(1, 9)):
        offset = offsets(number)
        sure = offset not in known
        known.add(offset)
        at += chance.uniform(800, 3_000)
        moments = [at := at + chance.uniform(200, 4_000) for _ in range(chance.randint(1, 8))]
        if sure:
            moments.append(at := at + chance.uniform(5_500, 20_000))
        kept = 0 if sure else len(moments) if chance.random() < late else chance.randint(0, 2)
        kept = kept if late else min(kept, len(moments) - 1)
        on_time = [
            (sent, sent + chance.uniform(20, 900)) for sent in moments[: len(moments) - kept]
        ]
        away = at + chance.choice([chance.uniform(1_000, 9_000), chance.uniform(1, 20) * HOUR])
        held = [(sent, away + chance.uniform(20, 400)) for sent in moments[len(moments) - kept :]]
        phone.page(f"p{number}", offset, *on_time, *held)


@pytest.mark.parametrize("seed", range(150))
def test_any_clock_and_any_delay(phone: Phone, seed: int) -> None:
    """Whatever the clock and however late: moments within a second (the time on the way), never
    beyond the stored uncertainty, in order over the pages, and nothing before the start."""
    chance = random.Random(seed)
    offset = chance.choice([1, -1]) * 10 ** chance.uniform(3.6, 8)
    walked(phone, chance, lambda _: offset, late=0.4)
    seen, uncertain = phone.seen(), phone.uncertain()
    assert max(phone.errors()) <= 900
    assert all(abs(at - phone.true[key]) <= uncertain[key[0]] + 1e-3 for key, at in seen.items())
    assert sorted(seen, key=seen.__getitem__) == sorted(phone.true, key=phone.true.__getitem__)
    assert min(seen.values()) >= 0


@pytest.mark.parametrize("seed", range(150))
def test_any_clock_that_is_set_once(phone: Phone, seed: int) -> None:
    """Far, with pages that came late before and after; or by a little, with pages that did not."""
    chance = random.Random(1_000 + seed)
    first = chance.choice([0.0, chance.uniform(-9, 9) * HOUR])
    far = chance.random() < 0.5
    step = chance.uniform(0.5, 9) * HOUR if far else chance.uniform(6_000, 600_000)
    second = first + chance.choice([1, -1]) * step
    when = chance.randint(1, 5)
    walked(phone, chance, lambda n: first if n < when else second, late=0.4 if far else 0.0)
    assert max(phone.errors()) <= 1_800
    order = phone.seen()
    assert sorted(order, key=lambda k: (order[k], k)) == sorted(
        phone.true, key=phone.true.__getitem__
    )


@pytest.mark.parametrize("seed", range(20))
def test_hostile_clocks_are_placed_somehow_and_soon(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    arrivals = {
        f"p{n}": [Arrival(chance.choice([0.0, 1e15, -1e15, BEGUN]) * chance.random(), BEGUN + n)]
        for n in range(3_000)
    }
    placed = place_pages(arrivals, {}, BEGUN)
    assert set(placed) == set(arrivals)
    assert all(math.isfinite(p.offset_ms) and p.uncertainty_ms >= 0 for p in placed.values())
