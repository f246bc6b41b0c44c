"""How each desk is: told by real desks to a real hub, scraped from a real page, and what is shipped to watch it."""

import json
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from kiosk import clock, paths
from kiosk.actions.desks import health, metrics
from kiosk.actions.desks import hub as hubs
from kiosk.actions.desks.health import Printers
from kiosk.actions.desks.hub_files import write_hub_files
from kiosk.actions.desks.metrics import served_metrics
from kiosk.actions.desks.sync_loop import SyncLoop
from kiosk.actions.event import Records
from kiosk.core import fleet
from kiosk.core.fleet import LEAST_BATTERY, LEAST_DISK, SILENCE, WRONG_CLOCK, DeskReport
from kiosk.store import hub_access, hub_link, hub_schema
from kiosk.store.hub_server import HubServer
from tests.sharing import Hub, laptop, organiser, scan_all, sync
from tests.trouble import refused

pytestmark = pytest.mark.long
PROMTOOL = shutil.which("promtool")


@pytest.fixture
def hub(postgresql: HubServer, tmp_path: Path) -> Iterator[Hub]:
    """The hub of an event, with the organiser's access to it on this laptop."""
    records = organiser(tmp_path, 3)
    made = Hub(postgresql, records)
    hub_access.save(replace(made.access("Main", forwards=True), admin=postgresql.connection()))
    sync(records, made.link(records.desk_id, forwards=True))
    yield made
    made.close()
    hub_access.forget(made.event)
    records.close()


@pytest.fixture
def second(hub: Hub, tmp_path: Path) -> Iterator[Records]:
    """A desk that joined, with everything."""
    records = laptop(tmp_path, "laptop-2")
    sync(records, hub.link("laptop-2"))
    yield records
    records.close()


def scraped(port: int) -> dict[tuple[str, str], float]:
    """What a scrape finds: values by metric and desk."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as page:
        families = text_string_to_metric_families(page.read().decode("utf-8"))
    return {(one.name, one.labels.get("desk", "")): one.value for family in families for one in family.samples}


def test_a_desk_tells_how_it_is_while_it_shares(hub: Hub, second: Records, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health.psutil, "sensors_battery", lambda: None)
    scan_all(second, "desk 2", "09:10")
    access = hub.access("desk 2b")
    link = hub_link.connect(access, "laptop-2", "desk 2")
    monkeypatch.setattr(hubs, "connect", lambda *_of_this_laptop: link)
    states = []

    def tell(state: object) -> None:
        states.append(state)
        sharer.stop()

    sharer = SyncLoop(hub.event, "laptop-2", "desk 2", lambda work: work(second), tell, printers=lambda: Printers(2, 1))
    sharer.run()
    (desk,) = [desk for desk in hubs.state_of(hub.event).desks if desk.number == access.number]
    assert (desk.report.printers, desk.report.printers_in_trouble, desk.report.battery) == (2, 1, None)
    assert desk.report.version and desk.report.disk_free > 0
    assert desk.report.last_scan == health.last_scan_here(second)
    assert f"{desk.report.last_scan:%H:%M}" == "00:10", "the door opened at ten past nine in Seoul"


def test_a_desk_that_never_scanned_and_a_laptop_without_any_way_to_ask_tell_what_they_know(
    second: Records, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    def fails() -> None:
        raise FileNotFoundError("/sys/class/power_supply")

    monkeypatch.setattr(health.psutil, "sensors_battery", fails)
    assert health.last_scan_here(second) is None, "scans of others are none of this laptop"
    report = health.health_of_laptop(tmp_path / "gone", None)
    assert report == DeskReport(version=report.version)
    monkeypatch.delattr(health.psutil, "sensors_battery")
    assert health.health_of_laptop(tmp_path, None).disk_free > 0


def test_a_hub_of_an_earlier_program_gets_what_it_knows(hub: Hub, monkeypatch: pytest.MonkeyPatch):
    link = hub.link("laptop-5")
    link.version = replace(link.version, number=3)
    link.report(5, 7, {"battery": 5})
    link.desks()
    monkeypatch.undo()
    (desk,) = [desk for desk in hubs.state_of(hub.event).desks if desk.desk_id == "laptop-5"]
    assert (desk.waiting, desk.offset_us, desk.report) == (7, 5, fleet.UNKNOWN)


@pytest.mark.parametrize("report", [{"battery": "x" * 5000}, {"version": ["a"], "battery": 10**40}, {}])
def test_what_a_desk_tells_that_is_too_much_or_makes_no_sense_harms_nobody(hub: Hub, report: dict[str, object]):
    link = hub.link("laptop-6")
    link.report(0, 0, {"battery": 50})
    link.report(0, 1, report)
    (desk,) = [desk for desk in hubs.state_of(hub.event).desks if desk.desk_id == "laptop-6"]
    assert desk.waiting == 1
    assert desk.report.battery == (50 if "x" * 5000 in str(report) else None)


def test_a_scrape_finds_hub_and_desks_and_a_hub_that_is_gone_is_down(hub: Hub, monkeypatch: pytest.MonkeyPatch):
    hub.link("laptop-2").report(61_000_000, 3, fleet.written(DeskReport("0.1.0", 5_000_000_000, 12, False, 2, 1)))
    hub.access("invited only")
    revoked = hub.link("laptop-3")
    revoked.report(0, 0, {"battery": 1})
    number = next(desk.number for desk in revoked.desks() if desk.desk_id == "laptop-3")
    with hub.admin() as admin:
        hub_schema.revoke(admin, hub.event, number)
    with served_metrics(hub.event, "127.0.0.1", 0) as port:
        found = scraped(port)
        assert found["kiosk_hub_up", ""] == 1
        assert found["kiosk_hub_operations", ""] == hub.count()
        assert 0 < found["kiosk_hub_connections", ""] < found["kiosk_hub_connections_allowed", ""]
        desk = {name: value for (name, called), value in found.items() if called == "laptop-2"}
        assert desk.pop("kiosk_desk_last_contact_timestamp_seconds") > 1.7e9
        assert desk == {
            "kiosk_desk_info": 1, "kiosk_desk_waiting_operations": 3, "kiosk_desk_clock_offset_seconds": 61,
            "kiosk_desk_disk_free_bytes": 5e9, "kiosk_desk_battery_percent": 12, "kiosk_desk_on_mains": 0,
            "kiosk_desk_printers": 2, "kiosk_desk_printers_in_trouble": 1,
        }  # fmt: skip
        assert not {"invited only", "laptop-3"} & {called for _, called in found}
        hub_access.save(replace(hub_access.load(hub.event), admin="host=127.0.0.1 port=1 connect_timeout=2"))
        assert scraped(port) == {("kiosk_hub_up", ""): 0}
        with refused("hub.metrics_refused"), served_metrics(hub.event, "127.0.0.1", port):
            pass


def test_what_is_shipped_to_watch_it_asks_for_metrics_that_there_are(hub: Hub, tmp_path: Path):
    hub.link("laptop-2").report(0, 0, fleet.written(DeskReport("0.1.0", 1, 1, False, 1, 1, clock.now())))
    with served_metrics(hub.event, "127.0.0.1", 0) as port:
        there = {name for name, _ in scraped(port)}
    written = [path for path in write_hub_files(tmp_path / "files") if path.name in ("alerts.yml", "dashboard.json")]
    assert len(written) == 2
    for path in written:
        asked = set(re.findall(r"\bkiosk_(?:hub|desk)_\w+", path.read_text("utf-8")))
        assert asked and asked <= there, path.name
    dashboard = json.loads(written[1].read_text("utf-8"))
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
    assert set(metrics._OF_A_DESK) <= there


def test_alerts_have_the_bounds_of_the_organisers_screen():
    rules = paths.resource("hub", "alerts.yml").read_text("utf-8")
    for bound in (
        f"battery_percent < {LEAST_BATTERY} ", f"disk_free_bytes < {LEAST_DISK:.0e}".replace("+0", ""),
        f"last_contact_timestamp_seconds > {SILENCE.seconds} ", f"offset_seconds) > {WRONG_CLOCK.seconds}\n",
    ):  # fmt: skip
        assert bound in rules, bound


@pytest.mark.skipif(PROMTOOL is None, reason="no promtool is installed")
def test_prometheus_itself_takes_rules_and_metrics(hub: Hub, tmp_path: Path):
    rules = write_hub_files(tmp_path)[0]
    checked = subprocess.run([PROMTOOL, "check", "rules", rules], capture_output=True, text=True, check=False)
    assert (checked.returncode, "SUCCESS: 9 rules" in checked.stdout) == (0, True), checked
    hub.link("laptop-2").report(0, 0, {"battery": 50})
    with served_metrics(hub.event, "127.0.0.1", 0) as port, closing(
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60)
    ) as page:  # fmt: skip
        text = page.read()
    checked = subprocess.run([PROMTOOL, "check", "metrics"], input=text, capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, b""), checked
