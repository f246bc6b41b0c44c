"""What people are told and agree to, and until when they are kept."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.actions.office.figures import erased_at
from kiosk.core.access import Permission
from kiosk.core.lists.consent import agreed_on
from kiosk.core.operation import Kind, clean
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.tables.content import content_of
from kiosk.tables.encodings import decode


@dataclass(frozen=True, slots=True)
class Privacy:
    """The text people agree to, its version (0 while there is none), and the last day on which they are kept."""

    consent_text: str = ""
    version: int = 0
    keep_until: date | None = None


@dataclass(frozen=True, slots=True)
class Consents:
    """How many people agreed, and how many not as far as is known; ``erased`` is when nobody was left to ask."""

    agreed: int
    missing: int
    erased: str = ""


@takes_event
def privacy_of(records: Records) -> Privacy:
    """What the organiser decided."""
    stored = records.event.values("privacy")
    if not stored:
        return Privacy()
    until = stored["keep_until"]
    return Privacy(stored["consent_text"], stored["version"], date.fromisoformat(until) if until else None)


def read_consent_text(file: Path) -> str:
    """The text of a file in any of the encodings that offices use.

    Raises ``KioskError`` for a file that cannot be read, is empty, or is no text.
    """
    content = content_of(file)
    try:
        return decode(content)[0].strip()
    except KioskError as trouble:
        raise KioskError("privacy.no_text", file=file.name) from trouble


@takes_event
def change_privacy(records: Records, consent_text: str, keep_until: date | None) -> Privacy:
    """Store text and last day.  Another text is another version: who agreed before agreed to the one before."""
    require(records, Permission.CHANGE_RULES)
    before, text = privacy_of(records), str(clean(consent_text.strip()))
    version = before.version + (text != before.consent_text)
    changed = Privacy(text, version, keep_until)
    if changed != before:
        stored = {"consent_text": text, "version": version, "keep_until": keep_until and keep_until.isoformat()}
        with records.transaction():
            records.append(Kind.EVENT, "event", {"privacy": stored}, at=clock.now())
    return changed


def agrees_now(records: Records, today: date) -> str:
    """What is kept of somebody who agrees at the desk."""
    return agreed_on(today, privacy_of(records).version)


@takes_event
def consents(records: Records) -> Consents:
    """How many people agreed."""
    agreed = records.people.consenting()
    count = records.people.count()
    return Consents(agreed, count - agreed, "" if count else erased_at(records))


@takes_event
def is_overdue(records: Records, today: date) -> bool:
    """Whether people should have been erased by now and are not."""
    until = privacy_of(records).keep_until
    return until is not None and today > until and bool(records.people.count())
