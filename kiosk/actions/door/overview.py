"""What every screen needs of an event at once."""

from dataclasses import dataclass

from kiosk.actions.access import rules_of, without_pin
from kiosk.actions.event import details_of
from kiosk.actions.handles import takes_event
from kiosk.core.access import AccessRules, Operator
from kiosk.core.event import EventDetails
from kiosk.core.own_field import OwnField
from kiosk.core.programme import Session
from kiosk.core.translations import Translations
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class Overview:
    """What every screen needs of an event: read once on opening, and again when programme or roster changed.

    ``handouts`` are the doors at which something is handed out.
    """

    details: EventDetails
    programme: dict[str, Session]
    handouts: dict[str, Session]
    own_fields: dict[str, OwnField]
    attendee_count: int
    external_codes: tuple[str, ...]
    operators: tuple[Operator, ...]
    access: AccessRules
    translations: Translations


@takes_event
def overview_of(records: Records) -> Overview:
    """The event as it stands; of operators nothing that a PIN could be tried against."""
    return Overview(
        details_of(records),
        dict(records.programme.sessions()),
        records.handouts.doors(),
        dict(records.people.own_fields()),
        records.people.count(),
        tuple(records.tickets.external()),
        tuple(map(without_pin, records.operators.all().values())),
        rules_of(records),
        records.event.translations(),
    )
