"""``kiosk new`` and ``backup``."""

from pathlib import Path

import click

from kiosk import languages, settings
from kiosk.actions.event import close_event, path_of
from kiosk.actions.keeping import backup, encrypt
from kiosk.actions.preparing.set_up_event import NewEvent, set_up_event
from kiosk.cli.encryption import tell_code
from kiosk.cli.programme import answering, programme_json, say_programme
from kiosk.cli.roster import roster_json, say_roster
from kiosk.cli.shared import EVENT, JSON, PATH, IfDamaged, print_json, reading, seconds_shown, tell_synced
from kiosk.cli.summary import report_faults
from kiosk.core import texts
from kiosk.core.certificate import Rule
from kiosk.core.event import DEFAULT_TIMEZONE, EventDetails
from kiosk.core.programmes.programme_file import Asked
from kiosk.words import catalogue
from kiosk.words.catalogue import _


@click.command("new", epilog="Example: kiosk new workshop.kiosk --programme programme.csv --roster roster.xlsx")
@EVENT
@click.option("--programme", type=PATH, required=True, help="The sessions, in a form that ‘kiosk programme’ reads.")
@answering
@click.option("--roster", type=PATH, help="People, from CSV or XLSX.")
@click.option("--name", help="Name of the event; default: that of the file.")
@click.option("--name-en", default="", help="Name in English, for English certificates.")
@click.option("--place", default="", help="Where it takes place.")
@click.option("--organiser", default="", help="Who signs the certificates.")
@click.option("--host", default="", help="Who hosts the event, for the report.")
@click.option("--purpose", default="", help="Purpose of the event, for the report.")
@click.option("--budget", default="", help="Budget of the event, for the report.")
@click.option("--in", "in_other", type=(click.Choice(["name", "place", "organiser", "host", "purpose", "budget"]), str,
              str), multiple=True, metavar="FIELD LANGUAGE TEXT", help="One of these in another language.")  # fmt: skip
@click.option("--timezone", default=DEFAULT_TIMEZONE, show_default=True, help="IANA name of the event's time zone.")
@click.option("--certificate-sessions", type=click.IntRange(0), default=1, show_default=True,
              help="Certificate rule: minimum number of sessions.")  # fmt: skip
@click.option("--certificate-share", type=click.FloatRange(0, 1), default=0.0, show_default=True,
              help="Certificate rule: minimum share of the minutes.")  # fmt: skip
@click.option("--certificate-required", multiple=True, metavar="CODE", help="Certificate rule: required session.")
@click.option("--encrypted", is_flag=True, help="Encrypt the file; its recovery code is printed.")
@JSON
def new_command(
    event: Path, programme: Path, roster: Path | None, name: str | None, name_en: str, place: str, organiser: str,
    host: str, purpose: str, budget: str, in_other: tuple[tuple[str, str, str], ...], timezone: str,
    certificate_sessions: int, certificate_share: float, certificate_required: tuple[str, ...], asked: Asked,
    encrypted: bool, as_json: bool,
) -> None:  # fmt: skip
    """Create a new event file; if a file cannot be used, nothing is created."""
    own = {"name": name or event.stem, "place": place, "organiser": organiser,
           "host": host, "purpose": purpose, "budget": budget}  # fmt: skip
    summary = {field: {_language_of_options(name_en): text} for field, text in own.items()}
    for field, language, text in (("name", "en", name_en), *in_other):
        summary[field] |= {language: text} if text else {}
    details = EventDetails(
        summary["name"], timezone, texts.said(summary["place"]), texts.said(summary["organiser"]),
        Rule(certificate_sessions, certificate_share, certificate_required), hosts=texts.said(summary["host"]),
        purposes=texts.said(summary["purpose"]), budgets=texts.said(summary["budget"]),
    )  # fmt: skip
    tell_synced(event)
    desk_id, code = settings.load().desk_id, encrypt.make_code() if encrypted else None
    made = set_up_event(event, details, programme=programme, asked=asked, roster=roster, desk_id=desk_id, code=code)
    file = path_of(made.records)
    close_event(made.records)
    people = made.roster.new if made.roster else 0
    if as_json:
        print_json({
            "event": str(file), "name": own["name"], "timezone": timezone, "sessions": made.sessions,
            "attendees": people, "code": code and code.text,
            "programme": made.read_programme and programme_json(made.read_programme, {}, stored=True),
            "roster": made.read_roster and roster_json(made.read_roster),
        })  # fmt: skip
    else:
        _say(made)
        click.echo(
            _(
                "Made {file}: {sessions} {sessions:session|sessions}, {people} "
                "{people:person|people}, time zone {timezone}."
            ).format(file=file, sessions=made.sessions, people=people, timezone=timezone)
        )
        if code is not None:
            tell_code(code.text, as_json)


def _say(made: NewEvent) -> None:
    """How the files were read, what of them was left aside, and what is asked."""
    if made.read_programme is not None:
        say_programme(made.read_programme)
    if made.read_roster is not None:
        report_faults(made.read_roster.doubts)
        say_roster(made.read_roster)


def _language_of_options(name_en: str) -> str:
    """What the name, place and organiser given without a language are in: the language in use."""
    in_use = catalogue.language()
    return languages.available()[0] if name_en and in_use == "en" else in_use


@click.command("backup", epilog="Example: kiosk backup workshop.kiosk --out /media/stick/workshop.kiosk")
@EVENT
@click.option("--out", type=PATH, required=True, help="Where to save the backup.")
@JSON
def backup_command(event: Path, out: Path, as_json: bool) -> None:
    """Save a complete backup of the event, even while a desk is scanning."""
    with reading(event, IfDamaged.EXAMINE) as records, seconds_shown():
        backup.backup(records, out)
    if as_json:
        print_json({"file": str(out), "bytes": out.stat().st_size})
    else:
        click.echo(_("Copied to {file}.").format(file=out))
