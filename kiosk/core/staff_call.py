"""A call for the staff: asked at a self-service desk, seen and answered at the others.

The log keeps each step; what stands now is the last step of each laptop.  A call that nobody answers ends by itself:
whoever called is not there any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.core.operation import Operation

LASTS = timedelta(minutes=10)


class CallState(StrEnum):
    """The steps of a call."""

    ASKED = "asked"
    ANSWERED = "answered"  # somebody of the staff is on the way
    TAKEN_BACK = "taken_back"  # at the desk that called


@dataclass(frozen=True, slots=True)
class StaffCall:
    """The last step of the calls of one ``laptop``; ``desk`` is what that desk is called, ``at`` aware, in UTC."""

    laptop: str
    desk: str
    at: datetime
    state: CallState


def last_steps(operations: Iterable[Operation]) -> dict[str, StaffCall]:
    """The last step of each laptop's calls, of all operations of this kind; a step not known here ends a call."""
    latest: dict[str, Operation] = {}
    for operation in operations:
        known = latest.get(operation.subject)
        if known is None or (known.hlc, known.op_id) < (operation.hlc, operation.op_id):
            latest[operation.subject] = operation
    return {laptop: _step(operation) for laptop, operation in latest.items()}


def stand(calls: Iterable[StaffCall], now: datetime) -> list[StaffCall]:
    """The calls that nobody answered yet, the oldest first."""
    open_now = (call for call in calls if call.state is CallState.ASKED and now - call.at < LASTS)
    return sorted(open_now, key=lambda call: (call.at, call.laptop))


def _step(operation: Operation) -> StaffCall:
    word = operation.payload["state"]
    state = CallState(word) if word in set(CallState) else CallState.TAKEN_BACK
    return StaffCall(operation.subject, str(operation.payload.get("desk", "")), operation.at, state)
