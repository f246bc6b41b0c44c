"""``kiosk conflicts``: what several desks did without knowing of one another, and how it is resolved."""

from collections.abc import Mapping
from pathlib import Path

import click

from kiosk.actions.desks.conflicts import (
    accept_conflict,
    conflicts_of,
    entered_twice,
    join_people,
    keep_apart,
    void_admission,
)
from kiosk.actions.desks.sync_setup import set_aside_of
from kiosk.actions.event import doors_of, event_zone
from kiosk.cli.shared import EVENT, JSON, print_json, reading, utc_text, writing
from kiosk.core.attendance import HANDOUT
from kiosk.core.exchange import Conflict, EntryAtDesk
from kiosk.core.open_event import OpenEvent
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee
from kiosk.words.catalogue import _, title_of
from kiosk.words.sync import why_aside


@click.command("conflicts", epilog="Example: kiosk conflicts workshop.kiosk --accept SCAN_ID --reason 'two doors'")
@EVENT
@click.option("--accept", metavar="SCAN_ID", help="Accept a double admission; it is counted once.")
@click.option("--void", metavar="SCAN_ID", help="Undo one of the two admissions.")
@click.option("--join", nargs=2, metavar="KEEP OTHER", help="The two ids are the same person.")
@click.option("--apart", nargs=2, metavar="ONE OTHER", help="The two ids are different people.")
@click.option("--reason", default="", help="Reason.")
@JSON
def conflicts_command(
    event: Path, accept: str | None, void: str | None, join: tuple[str, str] | None, apart: tuple[str, str] | None,
    reason: str, as_json: bool,
) -> None:  # fmt: skip
    """List people admitted, given something or entered twice, and records set aside, or resolve one of them."""
    if not (accept or void or join or apart):
        with reading(event) as records:
            _print_all(records, as_json)
        return
    with writing(event) as records:
        if accept:
            accept_conflict(records, accept, reason)
        if void:
            void_admission(records, void, reason)
        if join:
            join_people(records, *join)
        if apart:
            keep_apart(records, *apart)
        _print_all(records, as_json)


def _print_all(records: OpenEvent, as_json: bool) -> None:
    conflicts, pairs, aside = conflicts_of(records), entered_twice(records), set_aside_of(records)
    if as_json:
        for found in conflicts:
            print_json(_conflict_json(found, doors_of(records)))
        for one, other in pairs:
            print_json({"kind": "entered_twice", "people": [_person_json(one), _person_json(other)]})
        for row in aside:
            print_json({
                "kind": "set_aside", "log": row.log_id, "seq": row.seq, "operation": row.kind, "reason": row.reason,
                "desk": row.desk, "laptop": row.desk_id,
            })  # fmt: skip
        return
    zone, doors = event_zone(records), doors_of(records)
    for found in conflicts:
        text = _("{name}: admitted to {session} at “{desk}” {time} and at “{other_desk}” {other_time}. {state} {scan}")
        if doors[found.session].kind == HANDOUT:
            text = _("{name}: given {session} at “{desk}” {time} and at “{other_desk}” {other_time}. {state} {scan}")
        click.echo(text.format(
            name=found.name or found.person, session=title_of(doors[found.session]),
            desk=found.earlier.desk, time=f"{found.earlier.at.astimezone(zone):%H:%M:%S}",
            other_desk=found.later.desk, other_time=f"{found.later.at.astimezone(zone):%H:%M:%S}",
            state=_("Resolved.") if found.accepted else _("Open."), scan=found.later.scan_id,
        ))  # fmt: skip
    for one, other in pairs:
        text = _("Possibly the same person: {one} and {other}")
        click.echo(text.format(one=_person_text(one), other=_person_text(other)))
    for row in aside:
        text = _("Not applied: operation {number} of log {log}, desk “{desk}” ({reason}). Everything else is shared.")
        told = text.format(number=row.seq, log=row.log_id, desk=row.desk or row.desk_id, reason=why_aside(row.reason))
        click.echo(told)
    if not (conflicts or pairs or aside):
        click.echo(_("Nothing to resolve."))


def _conflict_json(found: Conflict, doors: Mapping[str, Session]) -> dict[str, object]:
    return {
        "kind": "given_twice" if doors[found.session].kind == HANDOUT else "admitted_twice",
        "attendee_id": found.person, "name": found.name, "session": found.session,
        "earlier": _admission_json(found.earlier), "later": _admission_json(found.later), "accepted": found.accepted,
        "reason": found.reason,
    }  # fmt: skip


def _admission_json(admission: EntryAtDesk) -> dict[str, object]:
    return {"scan_id": admission.scan_id, "desk": admission.desk, "at": utc_text(admission.at)}


def _person_json(person: Attendee) -> dict[str, object]:
    return {"id": person.id, "name": person.name, "affiliation": person.affiliation}


def _person_text(person: Attendee) -> str:
    return " · ".join(filter(None, (person.name, person.affiliation, person.id)))
