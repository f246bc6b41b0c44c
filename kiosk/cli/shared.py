"""What the verbs of the command line have in common: the event argument, JSON lines, progress."""

import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from enum import Enum, auto
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread

import click

from kiosk import settings
from kiosk.actions import access
from kiosk.actions.event import look_through, open_event, opened, read_event
from kiosk.actions.keeping.unlock import is_locked, unlock
from kiosk.actions.preparing.translate_names import translations_of
from kiosk.core.open_event import OpenEvent
from kiosk.core.operation import as_text
from kiosk.core.roster import PERSON_FIELDS, Attendee
from kiosk.errors import KioskError
from kiosk.words import error_messages
from kiosk.words.catalogue import _
from kiosk.words.names import use_names

# Not readable=True, click's default: it would take a file one may not read for wrong usage instead of telling it.
PATH = click.Path(readable=False, path_type=Path)


def _unlocked(_context: click.Context, _argument: click.Parameter, event: Path) -> Path:
    """The path of an event; the recovery code of an encrypted one is asked for where nothing else knows it."""
    if is_locked(event) and sys.stdin.isatty():
        unlock(event, click.prompt(_("Recovery code of {file}").format(file=event.name), hide_input=True, err=True))
    return event


def tell_synced(event: Path) -> None:
    """Warn of a place where another program copies files away while they are written."""
    if warning := error_messages.of_synced_folder(event.absolute().parent):
        click.echo(warning, err=True)


EVENT = click.argument("event", type=PATH, callback=_unlocked)
JSON = click.option("--json", "as_json", is_flag=True, help="Print the results as JSON (UTF-8), one object per line.")
# Beyond these a time is a slip, and shown in another time zone it may leave what a datetime can hold.
_FIRST_YEAR, _LAST_YEAR = 1970, 2999
SECOND = 1.0
_CONTROL = re.compile("[\x7f-\x9f]")  # what JSON leaves as it is, and a terminal obeys


def _signed_in(records: OpenEvent, pin_shown: Callable[[OpenEvent, str], str]) -> OpenEvent:
    """The records in the name of whom ``kiosk --operator`` names; where the event has operators, they show it by a
    PIN.
    """
    name = click.get_current_context().find_root().params["operator"]
    if name and access.has_operators(records):
        name = pin_shown(records, name)
    return access.in_the_name_of(records, name)


def _with_pin(records: OpenEvent, name: str) -> str:
    return access.sign_in(records, name, pin_of(name)).operator


def _with_pin_beside_a_desk(records: OpenEvent, name: str) -> str:
    """Nothing is written to a file that a desk has open: a wrong PIN is told, and not counted."""
    if not access.is_pin_right(records, name, pin_of(name)):
        raise access.wrong_pin(records, name)
    return access.operator_of(records, name).name


def secret(variable: str, question: str, *, twice: bool = False) -> str:
    """A PIN from an environment variable, else asked for at the terminal and not shown there; the standard input is not
    read for it, where the scans come from.  Raises ``KioskError`` where there is no terminal.
    """
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise KioskError("access.no_terminal", variable=variable)
    return click.prompt(question, hide_input=True, confirmation_prompt=twice, err=True)


def pin_of(name: str) -> str:
    """The PIN of somebody, as ``secret`` gets it."""
    return secret("KIOSK_PIN", _("PIN of {name}").format(name=name))


def _taken_up(records: OpenEvent) -> OpenEvent:
    """The records, whose names are from now on called as the event has it."""
    use_names(translations_of(records))
    return records


@contextmanager
def writing(event: Path) -> Iterator[OpenEvent]:
    """The event, open for writing, by whoever ``kiosk --operator`` names."""
    with _ending_whole(), opened(open_event(event, desk_id=settings.load().desk_id)) as records:
        look_through(records)
        yield _taken_up(_signed_in(records, _with_pin))


class IfDamaged(Enum):
    """What becomes of a command that only reads, in a file that turns out to be damaged."""

    REFUSE = auto()
    TELL = auto()  # somebody may depend on it: what can be read is shown, and after it that the file is damaged
    EXAMINE = auto()  # the command looks into that itself


@contextmanager
def reading(event: Path, damaged: IfDamaged = IfDamaged.REFUSE) -> Iterator[OpenEvent]:
    """The event, open for reading only; works beside a desk that is scanning."""
    found: KioskError | None = None
    with _ending_whole(), opened(read_event(event)) as records:
        if damaged is not IfDamaged.EXAMINE:
            try:
                look_through(records)
            except KioskError as trouble:
                found = trouble
        if found is not None and damaged is IfDamaged.REFUSE:
            raise found
        yield _taken_up(_signed_in(records, _with_pin_beside_a_desk))
    if found is not None:
        raise found


@contextmanager
def _ending_whole() -> Iterator[None]:
    """Whoever ends the program by SIGTERM ends it as by Ctrl+C: nothing half-written is left behind."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def print_json(value: object) -> None:
    """One JSON object on one line, at once."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    click.echo(_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def desk_name(given: str | None) -> str:
    """The desk's name: as given, else as set on this laptop."""
    return given or settings.load().desk or settings.DEFAULT_DESK


def attendee_json(person: Attendee) -> dict[str, object]:
    """A person as ``kiosk attendees --json`` prints them."""
    return {"id": person.id} | {field.name: getattr(person, field.name) for field in PERSON_FIELDS}


def utc_text(at: datetime | None) -> str | None:
    """ISO 8601 in UTC with ``Z``."""
    return None if at is None else as_text(at)


def parse_time(text: str, zone: tzinfo) -> datetime:
    """A moment from ISO 8601; without an offset it is local time of the event.  Raises ``KioskError``."""
    try:
        at = datetime.fromisoformat(text.strip())
        at = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as trouble:
        raise KioskError("scan.bad_time", time=text) from trouble
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise KioskError("scan.bad_time", time=text)
    return at


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr when that is a terminal; yields ``progress(done, total)``."""
    bar = click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
    with bar:

        def tell(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield tell


@contextmanager
def seconds_shown() -> Iterator[None]:
    """Work that cannot say how far it is: its seconds are counted on stderr, when that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    ended, begun = Event(), time.monotonic()

    def count() -> None:
        while not ended.wait(SECOND):
            told = _("Working… {seconds} s").format(seconds=round(time.monotonic() - begun))
            click.echo(f"\r{told}", err=True, nl=False)

    counting = Thread(target=count, daemon=True)
    counting.start()
    try:
        yield
    finally:
        ended.set()
        counting.join()
        click.echo("\r\033[K", err=True, nl=False)  # the line is empty again for what is told now


def by_language(given: tuple[str, ...], option: str) -> dict[str, str]:
    """Texts by language, as ``ko=…`` said them; raises wrong usage for one that says no language or no text."""
    texts = dict(text.partition("=")[::2] for text in given)
    if not all(language.isalpha() and text.strip() for language, text in texts.items()):
        raise click.UsageError(_("{option} needs LANGUAGE=TEXT.").format(option=option))
    return {language.lower(): text.strip() for language, text in texts.items()}
