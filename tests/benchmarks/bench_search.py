"""One key pressed in the search box at 100,000 people, beside a linear look through the same list."""

import random
import statistics
import time
from collections.abc import Iterator

from kiosk.actions.preparing.invented_people import invented_rows
from kiosk.core.roster import Attendee
from kiosk.core.search import SearchIndex
from tests.benchmarks import Figure

TITLE = "Search while typing"
PEOPLE = 100_000


def measure() -> Iterator[Figure]:
    """Every prefix that a person types on the way to a name, its initial consonants, a phone's end, an affiliation; and
    two words of two fields.
    """
    people = [
        Attendee(id=str(number), name=name, affiliation=affiliation, phone=phone, email=email)
        for number, (name, affiliation, _title, phone, email, *_rest) in enumerate(invented_rows(PEOPLE, ["S1"]))
    ]
    begun = time.process_time()
    index = SearchIndex(people)
    built = time.process_time() - begun
    chosen = random.Random(3).sample(people, 120)
    one, two = list(_keystrokes(chosen)), list(_two_words(chosen))
    yardstick = statistics.median(_seconds(lambda typed=typed: _look_through(people, typed)) for typed in one[:200])
    for what, keystrokes in (("one word", one), ("two words", two)):
        ours = [_seconds(lambda typed=typed: index.find(typed)) for typed in keystrokes]
        median = statistics.median(ours)
        yield Figure(f"search, {what}, median keystroke", _ms(median), f"looking through the list {_ms(yardstick)}",
                     f"{median / yardstick:.2f}")  # fmt: skip
        yield Figure(f"search, {what}, slowest keystroke", _ms(max(ours)), f"one frame of a screen {_ms(1 / 60)}",
                     f"{max(ours) * 60:.2f}", "< 1")  # fmt: skip
    yield Figure("building the index, in the background", f"{built:.2f} s")


def _keystrokes(chosen: list[Attendee]) -> Iterator[str]:
    for person in chosen:
        for text in (person.name, person.affiliation, person.phone[-4:], _initials(person.name)):
            yield from (text[:end] for end in range(1, len(text) + 1))
    yield from ("없는사람", "zzz", "9999999")


def _two_words(chosen: list[Attendee]) -> Iterator[str]:
    for person in chosen:
        yield from (f"{person.name[:2]} {person.affiliation[:3]}", f"{person.name[:1]} {person.phone[-4:]}")
    yield from ("김 없는", "ㄱㄴ ㅎㅂ")


def _initials(name: str) -> str:
    letters = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
    return "".join(letters[(ord(char) - 0xAC00) // 588] for char in name)


def _look_through(people: list[Attendee], typed: str) -> list[Attendee]:
    return [person for person in people if typed in person.name or typed in person.affiliation or typed in person.phone]


def _seconds(call) -> float:
    """Seconds of the processor, the best of three: other programs on the machine are not the search."""
    return min(_once(call) for _time in range(3))


def _once(call) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"
