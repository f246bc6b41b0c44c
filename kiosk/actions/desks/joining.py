"""Joining an event by its invitation: in a new file, or again in one that is here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.actions.access import require
from kiosk.actions.desks import hub, sync
from kiosk.actions.desks.authorise import fingerprint
from kiosk.actions.desks.sync_setup import event_of
from kiosk.actions.event import damage_explained, read_records
from kiosk.actions.handles import takes_event
from kiosk.core import authority, invitation, texts
from kiosk.core.access import Permission
from kiosk.core.invitation import Invitation
from kiosk.errors import KioskError
from kiosk.paths import EVENT_SUFFIX
from kiosk.store import event_file, hub_access, hub_certificate, hub_link, hub_schema, signatures
from kiosk.store.hub_access import Access
from kiosk.store.hub_link import HubLink
from kiosk.store.records import Records

_JOIN_PIECE = 2_000


@dataclass(frozen=True, slots=True)
class Joined:
    """Where an event lies that was joined, and what this desk is called at its hub."""

    path: Path
    desk: str


def read_invitation(text: str) -> Invitation:
    """The invitation in a scanned line or in the text of a file; raises ``KioskError`` when there is none."""
    found = invitation.decode(text)
    if found is None:
        raise KioskError("hub.no_invitation")
    return found


def accept(text: str) -> Access:
    """Find the hub of an invitation, make sure that it is the one, and keep how it is reached.

    Raises ``KioskError`` when the hub is out of reach or presents a certificate other than the one invited to and any
    that the same organiser signed for.
    """
    invited = read_invitation(text)
    certificate = ""
    if invited.fingerprint:
        certificate = hub_link.presented_certificate(invited.hosts, invited.port)
        if hub_link.fingerprint(certificate) != invited.fingerprint and not _is_renewed(certificate, invited):
            raise KioskError("hub.wrong_certificate")
    role = hub_schema.role_name(invited.event, invited.desk)
    return Access(
        invited.event, invited.hosts, invited.port, invited.database, role, invited.password, certificate, invited.desk,
        poll=invited.poll,
    )  # fmt: skip


def _is_renewed(certificate: str, invited: Invitation) -> bool:
    """Whether the organiser who invited signed for this certificate: the hub's was renewed since."""
    word = hub_certificate.word_in(certificate)
    return (
        word is not None and bool(invited.organiser) and word.event == invited.event
        and authority.fingerprint(word.by) == invited.organiser
    )  # fmt: skip


def join(
    text: str,
    folder: Path,
    *,
    laptop: str,
    desk: str,
    language: str = texts.COMMON,
    copy: Path | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Joined:
    """Join an event by its invitation: fetch everything into a new event file in ``folder``.

    What ``copy``, an event file, holds of what the hub has is taken from there: it is read, not used, and has to be
    word for word what the hub has.

    Without ``desk``, a name, the desk is called as it was invited; the file is called as the event is in ``language``.
    When anything fails nothing is left, and the same invitation can be used again from this laptop.
    """
    organiser = read_invitation(text).organiser
    _keep_own_hub(text)
    access = accept(text)
    link = hub_link.connect(access, laptop, desk)
    try:
        path = _fetch_event(link, access, organiser, folder, laptop, language, copy, progress)
        voucher = link.voucher()
        called = next((entry.name for entry in link.desks() if entry.number == access.number), desk)
    finally:
        link.close()
    hub_access.save(replace(access, file=str(path.resolve())))
    _keep_keys(access.event, organiser, voucher, laptop)
    return Joined(path, called)


@takes_event
def rejoin(records: Records, text: str, *, laptop: str, desk: str) -> None:
    """Use an invitation for an event that is here already: after the hub moved or was made anew.

    Raises ``KioskError`` for the invitation of another event, and when the hub cannot be reached by it.
    """
    require(records, Permission.SHARE)
    _keep_own_hub(text)
    access = accept(text)
    if access.event != event_of(records):
        raise KioskError("hub.other_event")
    with closing(hub_link.connect(access, laptop, desk)) as link:
        voucher = link.voucher()
    hub_access.save(replace(access, file=str(records.path.resolve())))
    _keep_keys(access.event, read_invitation(text).organiser, voucher, laptop)


def _keep_keys(event: str, organiser: str, voucher: str, laptop: str) -> None:
    """Keep whose word counts, and make the key with which this laptop seals what it sends."""
    hub_access.trust(event, organiser)
    hub_access.keep_voucher(event, voucher)
    signatures.key_of_laptop(laptop, make=True)


def _keep_own_hub(text: str) -> None:
    """Whoever made a hub has more than an invitation to it gives: used there, it would take that away."""
    invited = read_invitation(text)
    known = hub_access.load(invited.event)
    if known is None or not hub.conninfo_of_organiser(invited.event, known):
        return
    is_same = (
        hub_link.fingerprint(known.certificate) == invited.fingerprint if known.certificate
        else (known.port, known.database) == (invited.port, invited.database) and set(known.hosts) & set(invited.hosts)
    )  # fmt: skip
    if is_same:
        raise KioskError("hub.own_invitation")


def _fetch_event(
    link: HubLink, access: Access, organiser: str, folder: Path, laptop: str, language: str, copy: Path | None,
    progress: Callable[[int, int], None],
) -> Path:  # fmt: skip
    total = sum(link.heads().values())
    if not total:
        raise KioskError("hub.empty")
    unfinished = folder / f".joining-{access.event}{EVENT_SUFFIX}"
    event_file.remove(unfinished)
    records = Records(event_file.create(unfinished), laptop)
    try:
        with records.file.troubles():
            trusted, taken = (organiser,) if organiser else (), 0
            for taken in _take_copy(link, records, access.event, copy, trusted) if copy is not None else ():
                progress(min(taken, total), total)
            for done in fetch(link, records, trusted):
                progress(min(taken + done, total), total)
            if organiser and not (fingerprint(records) == organiser and records.authority.is_history_whole()):
                raise KioskError("hub.wrong_organiser")
            name = texts.in_language(records.event.values("names"), language)
        records.close()
        path = _free_place(folder, name, access.event)
        event_file.put_in_place(unfinished, path)
    except BaseException:
        records.close()
        event_file.remove(unfinished)
        raise
    return path


def _take_copy(link: HubLink, records: Records, event: str, copy: Path, trusted: Sequence[str]) -> Iterator[int]:
    """Take in what a copy of the event holds of what the hub has; yields how many operations came so far.

    Each line is tried as one of the hub would be.  The chain of each log says whether all of it is what the hub has:
    raises ``KioskError`` where it is not, and for a copy of another event.
    """
    reached, done = link.heads(), 0
    with closing(read_records(copy)) as source, damage_explained(source):
        if event_of(source) != event:
            raise KioskError("hub.other_copy", file=copy.name)
        held = source.exchange.heads()
        shared = {log: min(seq, reached[log]) for log, seq in held.items() if log in reached}
        chains = link.chains(shared)
        for log, last in sorted(shared.items()):
            if source.exchange.chain_at(log, last) != chains.get(log) or source.exchange.is_log_broken(log):
                raise KioskError("hub.copy_differs", file=copy.name, log=log)
        for log, last in sorted(shared.items()):
            for first in range(0, last, _JOIN_PIECE):
                rows = source.exchange.rows_after(log, first, min(_JOIN_PIECE, last - first))
                sync.take_in(records, rows, trusted)
                done += len(rows)
                yield done


def fetch(link: HubLink, records: Records, trusted: Sequence[str] | None = None) -> Iterator[int]:
    """Take in what the hub has and this file lacks, by and by; yields how many operations came so far.

    Raises ``KioskError`` when it answers with anything but that.
    """
    known, done = records.exchange.heads(), 0
    left = None
    while rows := sync.sensible_rows(link.pull(known, _JOIN_PIECE), known, _JOIN_PIECE):
        rows, unsealed, left = sync.sort_by_seals(records, rows, _JOIN_PIECE, left)
        sync.take_in(records, rows, trusted, unsealed)
        known = records.exchange.heads()
        done += len(rows)
        yield done


def _free_place(folder: Path, name: str, event: str) -> Path:
    """A place in ``folder`` where nothing lies, called as the event is; ``event`` is its short name at the hub.

    Raises ``KioskError`` when there is none.
    """
    name = _file_name(name, event)
    for number in range(1, 1000):
        path = folder / f"{name}{'' if number == 1 else f'-{number}'}{EVENT_SUFFIX}"
        if not path.exists():
            return path
    raise KioskError("event.exists", file=name)


def _file_name(name: str, event: str) -> str:
    """What an event's file is called: its name, without what some system forbids in a file's name."""
    kept = "".join(char if char.isalnum() or char in " -_()" else " " for char in name)
    return " ".join(kept.split())[:60].strip() or f"event-{event}"
