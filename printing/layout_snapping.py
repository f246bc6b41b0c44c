"""Where an item that is moved or sized comes to rest: at the edges and middles of its neighbours and of the page.

Pure geometry in millimetres.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from printing.items import Frame

GRID = 0.5
"""Where there is nothing to align with, positions are multiples of this."""

_SAME = 0.01


@dataclass(frozen=True, slots=True)
class Grip:
    """The sides of a frame that follow the hand: -1 left or top, 1 right or bottom, 0 neither.

    (0, 0) moves it whole.
    """

    across: int = 0
    down: int = 0


MOVE = Grip()


@dataclass(frozen=True, slots=True)
class Snapped:
    """A frame at rest, and the guides it found: x of upright ones, y of level ones."""

    frame: Frame
    upright: tuple[float, ...] = ()
    level: tuple[float, ...] = ()


def dragged(frame: Frame, grip: Grip, across: float, down: float, *, least: float = 1.0) -> Frame:
    """``frame`` after its ``grip`` was dragged by so many millimetres; no side passes the one opposite."""
    if grip == MOVE:
        return Frame(frame.x + across, frame.y + down, frame.width, frame.height)
    x, width = _stretched(frame.x, frame.width, grip.across, across, least)
    y, height = _stretched(frame.y, frame.height, grip.down, down, least)
    return Frame(x, y, width, height)


def snapped(
    frame: Frame, grip: Grip, neighbours: Iterable[Frame], page: Frame, *, reach: float, margin: float = 0.0
) -> Snapped:
    """``frame`` drawn to what lies within ``reach``: edges and middles of ``neighbours``, page and margin."""
    others = [*neighbours, page]
    if margin:
        inner = Frame(page.x + margin, page.y + margin, page.width - 2 * margin, page.height - 2 * margin)
        others.append(inner)
    x, width, upright = _along(frame.x, frame.width, grip.across, grip == MOVE, _stops(others, "x"), reach)
    y, height, level = _along(frame.y, frame.height, grip.down, grip == MOVE, _stops(others, "y"), reach)
    return Snapped(Frame(x, y, width, height), upright, level)


def _stretched(start: float, length: float, side: int, by: float, least: float) -> tuple[float, float]:
    if side < 0:
        by = min(by, length - least)
        return start + by, length - by
    if side > 0:
        return start, max(least, length + by)
    return start, length


def _stops(frames: Sequence[Frame], axis: str) -> list[float]:
    """Edges and middles of ``frames`` along an axis."""
    spans = [(frame.x, frame.width) if axis == "x" else (frame.y, frame.height) for frame in frames]
    return [start + length * part for start, length in spans for part in (0.0, 0.5, 1.0)]


def _along(
    start: float, length: float, side: int, whole: bool, stops: Sequence[float], reach: float
) -> tuple[float, float, tuple[float, ...]]:
    """Start and length along one axis after coming to rest, and the stop it rests at."""
    if not whole and side == 0:
        return start, length, ()
    places = (start, start + length / 2, start + length) if whole else (start if side < 0 else start + length,)
    near = [(abs(stop - place), stop - place) for place in places for stop in stops if abs(stop - place) <= reach]
    by = min(near)[1] if near else round(places[0] / GRID) * GRID - places[0]
    found = {stop for place in places for stop in stops if near and abs(stop - place - by) < _SAME}
    guides = tuple(sorted(found))
    if whole:
        return start + by, length, guides
    return (start + by, length - by, guides) if side < 0 else (start, length + by, guides)
