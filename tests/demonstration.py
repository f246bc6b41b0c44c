"""The workshop's files in ``resources/demo``, read, for tests that need real rows."""

from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.core.lists.roster_columns import guess_columns
from kiosk.core.lists.roster_file import Reading, read_people
from kiosk.core.lists.roster_plan import Before, plan
from kiosk.core.programme import Session
from kiosk.core.programmes.programme_file import read_programme
from kiosk.core.roster import Attendee
from kiosk.tables.reading import read_table
from kiosk.tables.table import Rows
from tests.making import attendee_of

FOLDER = Path(__file__).parents[1] / "resources" / "demo"
SEOUL = ZoneInfo("Asia/Seoul")


@cache
def programme() -> tuple[Session, ...]:
    """The seven sessions of the workshop."""
    return read_programme(read_table(FOLDER / "programme.csv").rows, SEOUL).sessions


@cache
def roster_rows(name: str) -> Rows:
    """The rows of ``roster.xlsx`` or ``roster-cp949.csv``."""
    return read_table(FOLDER / name).rows


def reading(rows: Rows) -> Reading:
    """``rows`` as a roster of the workshop, with the columns as guessed."""
    return read_people(rows, guess_columns(rows, programme()), programme())


def roster_of(read: Reading) -> list[Attendee]:
    """The roster that results when ``read`` is imported into an empty event."""
    made = plan(Before(), read.people)
    assert not made.rejected
    return [attendee_of(person, f"A{number}") for number, person in enumerate(made.new, start=1)]
