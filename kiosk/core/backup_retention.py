"""Which copies of an event are kept: the newest two, and one from before, for what nobody noticed at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

KEPT = 3
_LONGEST = timedelta(hours=2)


def surplus(moments: Sequence[datetime]) -> list[datetime]:
    """Of the moments at which copies were made, those whose copies may go.

    The third copy stays until it is two hours older than the newest; then the next takes its place, so that there is
    always one from before the last minutes and none from another day while work goes on.
    """
    newest_first = sorted(set(moments), reverse=True)
    before = newest_first[KEPT - 1 :]
    if not before:
        return []
    recent = [moment for moment in before if newest_first[0] - moment <= _LONGEST]
    kept = recent[-1] if recent else before[0]
    return [moment for moment in before if moment != kept]
