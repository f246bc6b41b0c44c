"""The register of certificates (수료증 발급대장): what was issued, how it stands, what was issued again or revoked."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.actions.office.figures import refuse_erased
from kiosk.actions.papers.certificate_papers import PaperMaker, check_issuer
from kiosk.actions.papers.issue_certificates import (
    Claim,
    Withheld,
    certificate_of,
    entitlements,
    issue_operation,
    judge,
)
from kiosk.actions.papers.own_layouts import layout_choices
from kiosk.core.access import Permission
from kiosk.core.certificate_paper import (
    NOT_KEPT,
    NUMBER_TWICE,
    IssuedCertificate,
    Numbers,
    Paper,
    differences,
)
from kiosk.core.kept_register import KeptLine
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class CertificateState:
    """A certificate as it was issued, held against what is known today.

    ``name`` is as it stands on the paper, or of today where that was not kept.  ``reasons`` are the fields in which it
    would say something else today, ``not_kept`` or ``number_twice``: a valid one then needs a reissue.  ``earned`` is
    false where the person would get none today.
    """

    certificate: IssuedCertificate
    name: str
    affiliation: str
    reasons: tuple[str, ...] = ()
    earned: bool = True

    @property
    def needs_reissue(self) -> bool:
        """Whether the paper should be issued again."""
        return self.certificate.is_valid and self.earned and bool(self.reasons)

    @property
    def no_longer_earned(self) -> bool:
        """Whether the paper should be taken back."""
        return self.certificate.is_valid and not self.earned


@takes_event
def certificate_states(records: Records) -> list[CertificateState]:
    """Every certificate issued, in the order of issue, held against what is known today."""
    require(records, Permission.FIND_PEOPLE)
    return _Register(records).certificate_states()


@dataclass(frozen=True, slots=True)
class RegisterNow:
    """All that the register tells: every certificate as it stands, who earned one that cannot be printed, and the lines
    that were kept of people who were erased.
    """

    certificate_states: tuple[CertificateState, ...]
    withheld: tuple[Withheld, ...]
    kept: tuple[KeptLine, ...]


@takes_event
def register_now(records: Records) -> RegisterNow:
    """The register as it stands now."""
    kept = tuple(records.papers.kept_register())
    return RegisterNow(tuple(certificate_states(records)), () if kept else withheld(records), kept)


@takes_event
def withheld(records: Records) -> tuple[Withheld, ...]:
    """Who earned a certificate and holds none, because no font has a character of what it would say."""
    require(records, Permission.FIND_PEOPLE)
    maker, now, found = PaperMaker(records), clock.now(), []
    holders = {one.attendee_id for one in records.papers.certificates() if one.is_valid}
    for person, claim in judge(records).earned:
        if person.attendee.id not in holders:
            paper = maker.paper(maker.layout_for(person.attendee), person, claim, now)
            found += [Withheld(person.attendee, field, lacking) for field, lacking in maker.missing_characters(paper)]
    return tuple(found)


class _Register:
    """The certificates of an event beside what everybody's attendance amounts to today."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.certificates = records.papers.certificates()
        self._claims: dict[str, dict[str, Claim]] = {}
        self._makers: dict[tuple[str, str], PaperMaker] = {}

    def certificate_states(self) -> list[CertificateState]:
        holders: dict[str, str] = {}
        found = []
        for certificate in self.certificates:
            first = holders.setdefault(certificate.serial, certificate.attendee_id)
            found.append(self.state_of(certificate, number_twice=first != certificate.attendee_id))
        return found

    def state_of(self, certificate: IssuedCertificate, *, number_twice: bool = False) -> CertificateState:
        paper, claim = self._records.papers.paper(certificate), self.claim(certificate)
        person = claim[0].attendee if claim else None
        said = paper.fields if paper else {}
        reasons = [NUMBER_TWICE] if number_twice else []
        if paper is None:
            reasons.append(NOT_KEPT)
        elif claim is not None and certificate.is_valid:
            reasons += differences(said, self.maker(certificate).fields(paper.language, *claim))
        return CertificateState(
            certificate,
            said.get("name") or (person.name if person else ""),
            said.get("affiliation", person.affiliation if person else ""),
            tuple(reasons),
            earned=claim is not None and claim[1].earned,
        )

    def claim(self, certificate: IssuedCertificate) -> Claim | None:
        """What the holder's attendance amounts to today; None for somebody who is not on the roster any more."""
        session = certificate.session
        if session not in self._claims:
            gone = session and session not in self._records.programme.sessions()
            judged = [] if gone else entitlements(self._records, session)
            self._claims[session] = {person.attendee.id: (person, claim) for person, claim in judged}
        return self._claims[session].get(certificate.attendee_id)

    def maker(self, certificate: IssuedCertificate, layout: str = "") -> PaperMaker:
        key = (layout, certificate.session)
        if key not in self._makers:
            self._makers[key] = PaperMaker(self._records, *key)
        return self._makers[key]


def certificate_of_serial(records: Records, serial: str) -> IssuedCertificate:
    """The certificate of a number; raises ``certificate.unknown``."""
    found = records.papers.certificate(serial.strip())
    if found is None:
        if any(line.serial == serial.strip() for line in records.papers.kept_register()):
            refuse_erased(records)
        raise KioskError("certificate.unknown", serial=serial)
    return found


@takes_event
def revoke(records: Records, serials: Sequence[str], reason: str) -> list[IssuedCertificate]:
    """Take certificates back, all or none; what was taken back stays in the register.

    Raises ``KioskError`` for a number that is unknown or does not stand any more, and without a reason.
    """
    require(records, Permission.CHANGE_RULES)
    reason = _given(reason)
    found = [_valid_certificate(records, serial) for serial in dict.fromkeys(serials)]
    now = clock.now()
    with records.transaction():
        for certificate in found:
            payload: dict[str, object] = {"serial": certificate.serial, "reason": reason}
            records.append(Kind.REVOKE, certificate.attendee_id, payload, at=now)
    return [certificate_of_serial(records, certificate.serial) for certificate in found]


@takes_event
def reissue(records: Records, serials: Sequence[str], reason: str, *, layout_name: str = "") -> list[IssuedCertificate]:
    """Issue certificates again as things are now, all or none; each replaces the one it is given for.

    Without ``serials`` all that need it.  Raises ``KioskError`` for a number that is unknown or does not stand any
    more, for one that is no longer earned, and without a reason.
    """
    require(records, Permission.CHANGE_RULES)
    refuse_erased(records)
    check_issuer(records)
    reason = _given(reason)
    register = _Register(records)
    if serials:
        found = [_valid_certificate(records, serial) for serial in dict.fromkeys(serials)]
    else:
        found = [one.certificate for one in register.certificate_states() if one.needs_reissue]
    numbers, now = Numbers(one.serial for one in register.certificates), clock.now()
    made = []
    with records.transaction():
        for certificate in found:
            claim = register.claim(certificate)
            if claim is None or not claim[1].earned:
                raise KioskError("certificate.no_longer_earned", serial=certificate.serial)
            maker = register.maker(certificate, layout_name or _layout_of(records, certificate))
            layout = maker.layout_for(claim[0].attendee)
            paper = maker.paper(layout, *claim, now)
            _check_characters(maker, paper, certificate)
            series = certificate.series
            operation = issue_operation(
                records, certificate.attendee_id, numbers.again(certificate.serial), paper, claim[1], series=series,
                session=certificate.session, at=now, replaces=certificate.serial, reason=reason,
            )  # fmt: skip
            records.append_all([*maker.new_forms(), operation])
            made.append(certificate_of(operation))
    return made


def _layout_of(records: Records, certificate: IssuedCertificate) -> str:
    """The layout a certificate was issued in, as far as there still is one of that name."""
    paper = records.papers.paper(certificate)
    known = {choice.name for choice in layout_choices(records)}
    return paper.layout if paper and paper.layout in known else ""


def _check_characters(maker: PaperMaker, paper: Paper, certificate: IssuedCertificate) -> None:
    for field, characters in maker.missing_characters(paper):
        raise KioskError(
            "certificate.no_font", serial=certificate.serial, field=field, characters=characters,
            name=paper.fields.get("name", ""),
        )  # fmt: skip


def _valid_certificate(records: Records, serial: str) -> IssuedCertificate:
    found = certificate_of_serial(records, serial)
    if not found.is_valid:
        raise KioskError("certificate.not_valid", serial=found.serial)
    return found


def _given(reason: str) -> str:
    if not reason.strip():
        raise KioskError("certificate.reason_missing")
    return reason.strip()
