"""Calls for the staff, from a self-service desk to all others."""

from datetime import datetime

from kiosk import clock
from kiosk.actions.handles import takes_event
from kiosk.core.operation import Kind
from kiosk.core.staff_call import CallState, StaffCall, last_steps, stand
from kiosk.store.records import Records


@takes_event
def call_staff(records: Records, desk: str) -> None:
    """Ask at this laptop, where ``desk`` is the desk's name, for somebody of the staff."""
    _note(records, records.desk_id, desk, CallState.ASKED)


@takes_event
def end_call(records: Records) -> None:
    """Take this laptop's call back; nothing happens where there is none."""
    mine = last_steps(records.journal.of_kind(Kind.CALL)).get(records.desk_id)
    if mine is not None and mine.state is CallState.ASKED:
        _note(records, mine.laptop, mine.desk, CallState.TAKEN_BACK)


@takes_event
def answer_call(records: Records, call: StaffCall) -> None:
    """Tell whoever called that somebody is on the way."""
    _note(records, call.laptop, call.desk, CallState.ANSWERED)


@takes_event
def open_calls(records: Records, now: datetime) -> list[StaffCall]:
    """The calls of other laptops that nobody answered yet, the oldest first; ``now`` is aware."""
    calls = last_steps(records.journal.of_kind(Kind.CALL)).values()
    return [call for call in stand(calls, now) if call.laptop != records.desk_id]


@takes_event
def own_call(records: Records) -> StaffCall | None:
    """The last step of this laptop's own call."""
    return last_steps(records.journal.of_kind(Kind.CALL)).get(records.desk_id)


def _note(records: Records, laptop: str, desk: str, state: CallState) -> None:
    with records.transaction():
        records.append(Kind.CALL, laptop, {"state": state, "desk": desk}, at=clock.now())
