"""What the tests of actions begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.actions.keeping.auto_backup import choose_folder
from kiosk.core.roster import Attendee
from kiosk.store.records import Records
from tests import making
from tests.making import Desk
from tests.sharing import organiser


@pytest.fixture
def people(event: Records) -> list[Attendee]:
    """Three people on the roster."""
    return making.add_people(event, 3)


@pytest.fixture
def desk(event: Records) -> Desk:
    """A desk that scans."""
    return Desk(event)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder chosen for safe copies."""
    folder = tmp_path / "stick"
    folder.mkdir()
    choose_folder(folder)
    return folder


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Records]:
    """The organiser's laptop, whose event others share."""
    records = organiser(tmp_path)
    yield records
    records.close()
