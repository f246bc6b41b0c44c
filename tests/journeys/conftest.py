"""The demonstration, opened by the program as it is started, on a private display."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.actions.event import read_event
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.core.roster import Attendee
from tests.journeys.display import MISSING, Display


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """The demonstration, with a programme that begins now."""
    path = tmp_path / "workshop.kiosk"
    make_demonstration(path).close()
    return path


@pytest.fixture
def people(event: Path) -> list[Attendee]:
    """Everybody on its roster."""
    with closing(read_event(event)) as records:
        return records.people.all()


@pytest.fixture
def kept_settings() -> Mapping[str, object]:
    """What the last run left in the settings of this laptop: that the desk was asked about; a module says more."""
    return {"desk_asked": True}


@pytest.fixture
def display(tmp_path: Path, event: Path, kept_settings: Mapping[str, object]) -> Iterator[Display]:
    """A display of this test's own with the event open on it; the settings lie beside the event."""
    if MISSING:
        pytest.skip(f"not installed: {', '.join(MISSING)}")
    folder = tmp_path / "config" / "kiosk"
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text(json.dumps(kept_settings), encoding="utf-8")
    made = Display(tmp_path)
    try:
        made.start(event)
        yield made
    finally:
        made.stop()
