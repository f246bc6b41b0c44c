"""The state of the hub and its desks for Prometheus, as an HTTP page that is made anew at each scrape."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric

from kiosk.actions.desks.hub import HubState, state_of
from kiosk.core.exchange import DeskEntry
from kiosk.errors import KioskError

PORT = 9187
_LABELS = ("event", "number", "desk")
_log = logging.getLogger(__name__)


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


_OF_A_DESK: dict[str, tuple[str, Callable[[DeskEntry], float | None]]] = {
    "kiosk_desk_last_contact_timestamp_seconds": (
        "When the desk spoke to the hub last.", lambda desk: _seconds(desk.last_seen)),
    "kiosk_desk_last_scan_timestamp_seconds": (
        "When somebody was scanned last at the desk.", lambda desk: _seconds(desk.report.last_scan)),
    "kiosk_desk_waiting_operations": (
        "Operations that the desk had not shared at its last contact.", lambda desk: desk.waiting),
    "kiosk_desk_clock_offset_seconds": (
        "What has to be added to the clock of the desk to have the hub's.",
        lambda desk: None if desk.offset_us is None else desk.offset_us / 1e6),
    "kiosk_desk_disk_free_bytes": ("Free space where the desk keeps the event.", lambda desk: desk.report.disk_free),
    "kiosk_desk_battery_percent": ("Charge of the desk's battery.", lambda desk: desk.report.battery),
    "kiosk_desk_on_mains": ("1 where the desk is plugged in, 0 where it runs on its battery.",
                            lambda desk: desk.report.on_mains),
    "kiosk_desk_printers": ("Printers in use at the desk.", lambda desk: desk.report.printers),
    "kiosk_desk_printers_in_trouble": (
        "Printers in use at the desk that something is wrong with.", lambda desk: desk.report.printers_in_trouble),
}  # fmt: skip
"""Gauges of each desk that joined and was not shut out; one that is unknown is left out."""

_OF_THE_HUB: dict[str, tuple[str, Callable[[HubState], float]]] = {
    "kiosk_hub_operations": ("Operations stored at the hub.", lambda state: state.operations),
    "kiosk_hub_tables_version": ("Version of the hub's tables.", lambda state: state.version),
    "kiosk_hub_connections": ("Connections to the hub's server.", lambda state: state.connections),
    "kiosk_hub_connections_allowed": ("Connections that the server takes at once.",
                                      lambda state: state.connections_allowed),
    "kiosk_hub_database_bytes": ("Size of the hub's database.", lambda state: state.database_bytes),
}  # fmt: skip


class HubCollector:
    """Asks the hub of an event at each scrape; a hub that is out of reach is ``kiosk_hub_up 0``, and nothing else."""

    def __init__(self, event: str) -> None:
        self._event = event

    def collect(self) -> Iterable[Metric]:
        """The metrics as they are now."""
        try:
            state = state_of(self._event)
        except KioskError as trouble:
            _log.warning("the hub could not be asked for its metrics: %s", trouble.code)
            state = None
        up = GaugeMetricFamily("kiosk_hub_up", "1 where the hub answers, else 0.", labels=("event",))
        up.add_metric((self._event,), float(state is not None and state.running))
        yield up
        if state is not None and state.running:
            yield from self._of_hub(state)
            yield from self._of_desks(state)

    def _of_hub(self, state: HubState) -> Iterator[Metric]:
        for name, (documentation, value) in _OF_THE_HUB.items():
            gauge = GaugeMetricFamily(name, documentation, labels=("event",))
            gauge.add_metric((self._event,), value(state))
            yield gauge

    def _of_desks(self, state: HubState) -> Iterator[Metric]:
        desks = [desk for desk in state.desks if desk.joined_at is not None and desk.revoked_at is None]
        info = InfoMetricFamily("kiosk_desk", "The program of each desk.", labels=_LABELS)
        for desk in desks:
            info.add_metric((self._event, str(desk.number), desk.name), {"program": desk.report.version or "unknown"})
        yield info
        for name, (documentation, value) in _OF_A_DESK.items():
            gauge = GaugeMetricFamily(name, documentation, labels=_LABELS)
            for desk in desks:
                found = value(desk)
                if found is not None:
                    gauge.add_metric((self._event, str(desk.number), desk.name), float(found))
            yield gauge


@contextmanager
def served_metrics(event: str, address: str, port: int) -> Iterator[int]:
    """Serve the metrics of an event's hub for a block, at ``/metrics``; yields the port.

    Raises ``KioskError`` where nothing can listen there.
    """
    registry = CollectorRegistry()
    registry.register(HubCollector(event))
    try:
        server, thread = start_http_server(port, address, registry)
    except OSError as trouble:
        raise KioskError("hub.metrics_refused", address=address, port=port, why=trouble.strerror) from trouble
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
