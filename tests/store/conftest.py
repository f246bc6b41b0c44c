"""Events on the disk, as the tests of the store need them."""

from pathlib import Path

import pytest

from tests import making
from tests.making import Desk


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """An event with three people and a scan, that nobody has open."""
    records = making.new_event(tmp_path)
    people = making.add_people(records, 3)
    Desk(records).scan(people[0].ticket_code, "10:00")
    records.close()
    return records.path
