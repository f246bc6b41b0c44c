"""Questions of an import answered by a file: the questions of ``--json``, each with its answer."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.actions.handles import takes_event
from kiosk.actions.people.import_roster import RosterImport, plan_roster
from kiosk.core.lists.answers import Answer, answered
from kiosk.core.lists.cells import Place, place_in_file
from kiosk.errors import KioskError
from kiosk.store.records import Records

_MOST_BYTES = 50_000_000
_MOST_ROUNDS = 10


def read_answers(path: Path) -> list[Answer]:
    """The answers of a file: a list, or an object whose ``answers`` or ``questions`` are one.

    Raises ``KioskError`` for a file that cannot be read or holds none.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise KioskError("answers.unreadable", file=path.name)
        held = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as trouble:
        raise KioskError("answers.cannot_read", file=path.name, why=trouble.strerror) from None
    except (ValueError, RecursionError):
        raise KioskError("answers.unreadable", file=path.name) from None
    if isinstance(held, Mapping):
        held = held.get("answers", held.get("questions"))
    if not isinstance(held, list) or not all(isinstance(entry, Mapping) for entry in held):
        raise KioskError("answers.unreadable", file=path.name)
    try:
        return [_answer(entry) for entry in held if entry.get("answer") not in (None, "")]
    except (TypeError, ValueError):
        raise KioskError("answers.unreadable", file=path.name) from None


def _answer(entry: Mapping[str, object]) -> Answer:
    words = {name: str(entry.get(name) or "") for name in ("answer", "kind", "field", "who")}
    row, block, sheet = (int(str(entry.get(name) or 0)) for name in ("row", "block", "sheet_number"))
    return Answer(row=Place(row, max(block, 1), max(sheet, 1)).number, **words)


@takes_event
def answer(records: Records, planned: RosterImport, given: Sequence[Answer]) -> tuple[RosterImport, list[Answer]]:
    """The plan with the answers ``given``, and those that answer nothing that is asked.

    An answer may lead to another question, which the same file may answer.  Raises ``KioskError`` for an answer that is
    none of the choices.
    """
    used: set[int] = set()
    for _round in range(_MOST_ROUNDS):
        found, now_used, wrong = answered(planned.questions, given)
        if wrong is not None:
            said = next(one.answer for one in given if one.row and one.fits(wrong))
            row, choices = place_in_file(wrong.row).row, ", ".join(wrong.choices)
            raise KioskError("answers.unknown", answer=said, row=row, choices=choices)
        used |= now_used
        if not found:
            break
        planned = plan_roster(
            records, planned.table, planned.columns, answers={**planned.answers, **found}, others=planned.others
        )
    return planned, [one for index, one in enumerate(given) if index not in used]
