"""Whether an event is shared, as far as this laptop knows: asked at every start, so it loads nothing of the network."""

from dataclasses import dataclass

from kiosk.actions.handles import takes_event
from kiosk.core.exchange import SetAside
from kiosk.store import hub_access
from kiosk.store.hub_access import Access
from kiosk.store.hub_server import HubServer, server_of
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class SharedBy:
    """How this laptop shares an event: its short name at the hub, and whether this is the laptop that made the hub."""

    event: str
    joined: bool
    keeps_server: bool
    is_organiser: bool


@takes_event
def event_of(records: Records) -> str:
    """The event's short name at hubs."""
    return hub_access.short_name(records.event.ticket_key())


def own_server(event: str, access: Access | None) -> HubServer | None:
    """The built-in server through which this laptop shares an event; not one it made before it joined another hub."""
    built_in = server_of(event)
    is_own = built_in.is_made and access is not None and access.certificate == built_in.certificate
    return built_in if is_own else None


@takes_event
def shared_by(records: Records) -> SharedBy:
    """How this laptop shares the event, if it does."""
    event = event_of(records)
    access = hub_access.load(event)
    keeps_server = own_server(event, access) is not None
    return SharedBy(event, access is not None, keeps_server, keeps_server or bool(access and access.admin))


@takes_event
def remember_place(records: Records) -> None:
    """Keep where this event lies: by that the hub of a file is found in which nothing can be read any more."""
    hub_access.remember_place(event_of(records), records.path)


@takes_event
def set_aside_of(records: Records) -> list[SetAside]:
    """Operations that could not be folded here, or that the hub got without their content."""
    return list(records.exchange.all_set_aside())
