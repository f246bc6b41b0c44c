"""The rehearsal of a hub, on a real server: it is passed, and it is failed where something is missing or twice."""

import pytest

from kiosk.actions.preparing import rehearse_hub
from kiosk.actions.preparing.rehearse_hub import HubRehearsal
from kiosk.store.hub_link import HubLink


@pytest.fixture(autouse=True)
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans and troubles come so often that a few seconds have many."""
    monkeypatch.setattr(rehearse_hub, "SCAN_EVERY_S", 0.3)
    monkeypatch.setattr(rehearse_hub, "TROUBLES_A_MINUTE", 20)


def test_light_desks_lose_nothing_through_cut_links_and_kills():
    found = rehearse_hub.rehearse_hub(5, 8)
    assert found.is_well, found
    assert found.answered == found.stored > 5
    assert found.cuts + found.kills > 0


def test_rows_that_do_not_reach_the_hub_are_seen(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(HubLink, "push", lambda _link, _rows: None)
    found = rehearse_hub.rehearse_hub(3, 5)
    assert not found.is_well and found.lost == found.answered > 0


@pytest.mark.parametrize("fault", ["lost", "twice", "invented", "behind"])
def test_each_fault_fails_it(fault: str):
    well = dict.fromkeys(HubRehearsal.__dataclass_fields__, 0)
    assert HubRehearsal(**well).is_well
    assert not HubRehearsal(**well | {fault: 1}).is_well
