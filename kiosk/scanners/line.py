"""The strokes that one widget received in one go."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from PySide6.QtCore import QObject
from PySide6.QtGui import QInputMethodEvent

from kiosk.core.codes.keyboard import hangul_as_keys
from kiosk.scanners.fields import PutBack

PAUSE_S = 0.05  # after such a pause a scan may begin behind what a person has just typed
SLOWEST_SCANNER_S = 0.1  # between most of its strokes: a person who types where there is no field is slower
FEWEST_STROKES = 4  # a shorter line is nobody's scan when it is not a known code
MOST_DIGITS = 40  # as many without a break are no name, phone, account or other number that people write


@dataclass(slots=True)
class Line:
    """What one widget received since the last pause, and how it looked before."""

    receiver: QObject
    in_field: bool
    put_back: PutBack
    preedit: str  # the syllable being composed, at first what a person had left half composed
    committed: str = ""
    placed: str = ""  # the same strokes by the place of their keys; shorter than the text when not all are known
    starts: list[str] = field(default_factory=list)  # the text standing where a scan may begin
    is_held: bool = False  # a key repeated by itself: a person leans on it, or a scanner is faster than the clock
    last: float = float("-inf")  # seconds, monotonic
    gaps: list[float] = field(default_factory=list)  # seconds between the strokes

    @property
    def text(self) -> str:
        return self.committed + self.preedit

    @property
    def strokes(self) -> int:
        return len(hangul_as_keys(self.text))

    @property
    def is_nobodys(self) -> bool:
        """Whether no person can have meant this line: letters, faster than people type, where there is no field for
        them, or endless digits.
        """
        if self.is_held and len(set(self.text)) < FEWEST_STROKES:
            return False
        if not self.in_field and self.gaps and median(self.gaps) > SLOWEST_SCANNER_S:
            return False
        fewest = MOST_DIGITS if self.in_field else FEWEST_STROKES
        return self.strokes >= fewest and not (self.in_field and not self.text.isdecimal())

    def at(self, now: float) -> None:
        """A stroke comes at ``now``: after a pause, a scan may begin with it."""
        if now - self.last > PAUSE_S:
            self.starts.append(self.text)
        if self.text:
            self.gaps.append(now - self.last)
        self.last = now

    def compose(self, event: QInputMethodEvent) -> None:
        """Follow what the input method does to the text."""
        if event.replacementLength():
            end = max(0, len(self.committed) + event.replacementStart())
            self.committed = self.committed[:end] + self.committed[end + event.replacementLength() :]
        self.committed += event.commitString()
        self.preedit = event.preeditString()

    def tails(self) -> Iterator[tuple[str, list[str]]]:
        """What a person had typed, and the readings of what came after it, for each place a scan may begin at."""
        text, keys = self.text, hangul_as_keys(self.text)
        for start in self.starts:
            keys_before = hangul_as_keys(start)
            if text.startswith(start):
                by_place = [self.placed[len(start) :]] if len(self.placed) == len(text) else []
                yield start, [text[len(start) :], *by_place]
            elif keys.startswith(keys_before):  # the scan's first letter went into the person's last syllable
                yield start, [keys[len(keys_before) :]]
            else:  # the person took the half-composed syllable back
                yield "", [text]
