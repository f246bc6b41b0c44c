"""What a look at a file found, passed from the worker that examined it to the dialog that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.actions.people.import_roster import RosterImport
from kiosk.actions.programme.import_meetings import MeetingsImport
from kiosk.actions.programme.import_programme import ProgrammeImport
from kiosk.core.lists.roster_columns import Columns
from kiosk.errors import KioskError
from kiosk.tables.table import Table

Planned = TypeVar("Planned", bound=RosterImport | ProgrammeImport | MeetingsImport)


@dataclass(frozen=True, slots=True)
class Look(Generic[Planned]):
    """What a file was found to be: its table if it is one, and what importing it would do or why that is impossible.

    ``others`` are sheets that are read together with the table.
    """

    table: Table | None = None
    columns: Columns | None = None
    planned: Planned | None = None
    trouble: KioskError | None = None
    others: Sequence[tuple[Table, Columns]] = ()
