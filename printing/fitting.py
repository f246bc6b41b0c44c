"""Getting a text into its box: shrink to the comfortable size, wrap at spaces, shrink to the floor, abbreviate.

Korean is wrapped at spaces only: breaking inside a word (``육|성사업단``) reads as a mistake.  Lines are balanced, so
that two lines of a name are about equally long.  Pure: the width of a text comes in as a function.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

ELLIPSIS = "…"
_OPENING = "([{<「『《〈【“‘（［"
_CLOSING = ")]}>」』》〉】”’）］.,:;!?·、。，"

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Room:
    """The box and what the text may do in it.  Lengths and sizes in points; ``spacing`` in em between letters.

    ``size`` is the size wished for, ``comfort`` the size below which a person should know, ``smallest`` the floor.
    ``leading`` is the distance of base lines in multiples of the size.
    """

    width: float
    height: float
    size: float
    comfort: float
    smallest: float
    lines: int = 1
    leading: float = 1.25
    spacing: float = 0.0

    def tallest(self, lines: int) -> float:
        """The largest size at which ``lines`` lines fit the height."""
        return self.height / (1 + (lines - 1) * self.leading)


@dataclass(frozen=True, slots=True)
class Fit:
    """Text as it will stand: its lines, their widths in em, the size in points, and what had to be done."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    size: float
    shrunk: bool = False
    abbreviated: bool = False


def fit(text: str, room: Room, measure: Measure) -> Fit:
    """The best arrangement of ``text`` in ``room``; a line feed in ``text`` is a line break of the layout itself."""

    def width(line: str) -> float:
        return measure(line) + room.spacing * max(0, len(line) - 1)

    if "\n" in text:
        return _settle(text.split("\n"), room, width)
    words = words_of(text)
    if not words:
        return Fit((), (), room.size)
    best: tuple[float, list[str]] = (0.0, [text])
    for count in range(1, min(room.lines, len(words)) + 1):
        lines = balance(words, count, width)
        size = _size_of(lines, room, width)
        if size > best[0]:
            best = (size, lines)
        if size >= room.comfort:
            break
    if best[0] < room.smallest:
        return _abbreviate(words, room, width)
    return _settle(best[1], room, width)


def words_of(text: str) -> list[str]:
    """``text`` cut at its spaces; a bracket or stop that stands alone stays with the word it belongs to."""
    words: list[str] = []
    for word in filter(None, text.replace("\N{IDEOGRAPHIC SPACE}", " ").split(" ")):  # a no-break space stays
        leaning = words and (all(mark in _CLOSING for mark in word) or all(mark in _OPENING for mark in words[-1]))
        if leaning:
            words[-1] += " " + word
        else:
            words.append(word)
    return words


def balance(words: Sequence[str], count: int, width: Measure) -> list[str]:
    """``words`` in ``count`` lines of which the widest is as narrow as possible; ``count`` is at most the words."""
    if count == 1:
        return [" ".join(words)]
    sums = [0.0, *accumulate(width(word + " ") for word in words)]
    # best[i]: the narrowest possible widest line of the first i words, and where its last line begins
    best = [(sums[i], 0) for i in range(len(words) + 1)]
    starts = []
    for line in range(2, count + 1):
        best = [
            min((max(best[j][0], sums[i] - sums[j]), j) for j in range(line - 1, i)) if i >= line else (math.inf, 0)
            for i in range(len(words) + 1)
        ]
        starts.append([start for _, start in best])
    lines, end = [], len(words)
    for row in reversed(starts):
        lines.append(" ".join(words[row[end] : end]))
        end = row[end]
    return [" ".join(words[:end]), *reversed(lines)]


def _size_of(lines: Sequence[str], room: Room, width: Measure) -> float:
    """The largest size at which ``lines`` fit, rounded down to a tenth of a point so that equal texts look equal."""
    widest = max(map(width, lines))
    by_width = room.width / widest if widest else math.inf
    return math.floor(min(room.size, by_width, room.tallest(len(lines))) * 10 + 1e-6) / 10


def _settle(lines: Sequence[str], room: Room, width: Measure) -> Fit:
    size = _size_of(lines, room, width)
    if size >= room.smallest:
        return Fit(tuple(lines), tuple(map(width, lines)), size, shrunk=size < room.comfort)
    size = min(room.smallest, room.tallest(len(lines)))
    cut = [_cut(line, room.width / size, width) for line in lines]
    return Fit(tuple(cut), tuple(map(width, cut)), size, shrunk=True, abbreviated=cut != list(lines))


def _abbreviate(words: Sequence[str], room: Room, width: Measure) -> Fit:
    """As many lines as there is room for at the smallest size, filled in order, the last one cut."""
    size = room.smallest
    limit = room.width / size
    count = max(1, min(room.lines, math.floor(1 + (room.height / size - 1) / room.leading + 1e-6)))
    lines: list[str] = []
    rest = list(words)
    while rest and len(lines) < count - 1 and width(rest[0]) <= limit:
        taken = next((n for n in range(len(rest), 1, -1) if width(" ".join(rest[:n])) <= limit), 1)
        lines.append(" ".join(rest[:taken]))
        del rest[:taken]
    if rest:
        lines.append(_cut(" ".join(rest), limit, width))
    cut = " ".join(lines) != " ".join(words)
    return Fit(tuple(lines), tuple(map(width, lines)), size, shrunk=True, abbreviated=cut)


def _cut(line: str, limit: float, width: Measure) -> str:
    if width(line) <= limit:
        return line
    kept = next((n for n in range(len(line) - 1, 0, -1) if width(line[:n].rstrip() + ELLIPSIS) <= limit), 0)
    return line[:kept].rstrip() + ELLIPSIS
