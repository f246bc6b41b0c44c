"""Which of the codes that a camera sees are told: each once while it is in view, and none while there are two."""

from collections.abc import Iterable
from enum import StrEnum

GONE_S = 1.5
"""A code that was not seen for so long has left; shorter gaps are blur, or a hand that trembles."""


class News(StrEnum):
    """What a look is news of."""

    NOTHING = "nothing"
    CODE = "code"
    SEVERAL = "several"


class InView:
    """Follows what is in view from look to look; times are seconds of one clock that only goes forward."""

    def __init__(self) -> None:
        self._seen: dict[str, float] = {}  # codes told and not left since, with the time each was last seen
        self._crowded_until = float("-inf")

    def see(self, codes: Iterable[str], now: float) -> tuple[News, str]:
        """Take the codes of one picture; what is news, and the code that it is about.

        Two codes are told apart by a person, not by chance: while they are in view, and until one of them has been
        away long enough to be sure, none is told.
        """
        seen = set(codes)
        self._seen = {code: now if code in seen else at for code, at in self._seen.items() if self._stays(at, now)}
        if len(seen) > 1:
            was_crowded, self._crowded_until = now < self._crowded_until, now + GONE_S
            return (News.NOTHING if was_crowded else News.SEVERAL), ""
        if not seen or now < self._crowded_until or seen <= self._seen.keys():
            return News.NOTHING, ""
        (code,) = seen
        self._seen[code] = now
        return News.CODE, code

    @staticmethod
    def _stays(at: float, now: float) -> bool:
        return now - at < GONE_S
