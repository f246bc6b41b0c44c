"""Is this genuine?  Whatever is asked about: a certificate or ticket, a picture or the text of one, or evidence."""

from pathlib import Path

from kiosk.actions.handles import takes_event
from kiosk.actions.office.check_evidence import EvidenceFound, check_evidence, is_evidence, lines_of_event
from kiosk.actions.papers import verify_certificates as certificates
from kiosk.actions.papers.verify_certificates import Keys
from kiosk.core.verification import Verified
from kiosk.store.records import Records


@takes_event
def check_by_event(records: Records, what: str) -> EvidenceFound | list[Verified]:
    """Check a path or a text by what the event itself knows; raises ``KioskError`` for a file that cannot be read."""
    keys = certificates.keys_of_event(records)
    if is_evidence(Path(what)):
        return check_evidence(Path(what), keys.public, lines_of_event(records))
    return certificates.verify(what, keys)


@takes_event
def check_text_by_event(records: Records, text: str) -> list[Verified]:
    """Check what a scanner or a camera read, also where it is called like a file."""
    return [certificates.verify_text(text, certificates.keys_of_event(records))]


def check_by_keys(what: str, keys: Keys | None) -> EvidenceFound | list[Verified]:
    """Check a path or a text by the keys of an event alone; without them nothing can be genuine."""
    if is_evidence(Path(what)):
        return check_evidence(Path(what), keys.public if keys else None)
    return certificates.verify(what, keys)
