"""What makes a certificate checkable: the signed code on its page, and the signature over its whole file."""

from datetime import datetime
from pathlib import Path

from kiosk import clock
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.papers.certificate_key import public_keys, signatory, signature_of
from kiosk.core import certificate_code, open_badge, texts
from kiosk.core.certificate_code import CertificateCode
from kiosk.core.certificate_paper import IssuedCertificate, Paper
from kiosk.core.open_badge import Facts
from kiosk.store.records import Records
from printing import archive, pdf_signature
from printing.archive import Enclosure
from printing.documents import Finish
from printing.layout import Layout
from printing.pdf_signature import Signatory
from printing.structure import Structure


def open_badge_of(records: Records, certificate: IssuedCertificate, paper: Paper) -> str:
    """A certificate as an Open Badge 3.0, signed by the event: a verifiable credential as JWT."""
    said, key = paper.fields, public_keys(records).codes
    attended = " / ".join(" · ".join(line.split("\t")) for line in said.get("sessions_text", "").splitlines())
    facts = Facts(
        certificate.serial, certificate.mark, said.get("name", ""), said.get("organiser", ""),
        said.get("event_name", ""), said.get("event_dates", ""), attended or said.get("total_time", ""),
        certificate.issued_at,
    )  # fmt: skip
    packed = open_badge.signing_input(open_badge.credential(facts, key), key)
    return open_badge.signed(packed, signature_of(records, packed.encode("ascii")))


class Sealing:
    """Makes the codes of one batch of certificates, and finishes the files they are in.

    ``institution`` signs each file first, the event last: its signature is the one that covers the file whole.
    """

    def __init__(self, records: Records, institution: Signatory | None = None) -> None:
        self._records, self._zone = records, event_zone(records)
        self._key_id = public_keys(records).key_id
        issuer = texts.in_language(details_of(records).organisers, "ko")
        self._signatories = (*((institution,) if institution else ()), signatory(records, issuer))
        self._codes: list[str] = []
        self._badges: list[str] = []
        self._now: datetime = clock.now()

    def code_of(self, certificate: IssuedCertificate, paper: Paper) -> str:
        """The code of a certificate, which goes into the file that is being drawn."""
        unsigned = CertificateCode(
            self._key_id,
            certificate_code.half(certificate.mark),
            certificate.serial,
            certificate.issued_at.astimezone(self._zone).date().isoformat(),
            certificate_code.short_name(paper.fields.get("name", "")),
            int(certificate.basis.get("minutes") or 0),
        )
        code = unsigned.with_signature(signature_of(self._records, unsigned.signed)).text
        self._codes.append(code)
        self._badges.append(open_badge_of(self._records, certificate, paper))
        return code

    def finishing(self, layout: Layout) -> Finish:
        """What is done with each file of a layout when it is drawn."""

        def finish(file: Path, structure: Structure) -> None:
            enclosed = [archive.codes_enclosure(self._codes)]
            if len(self._badges) == 1:  # of a file for one person
                content = self._badges[0].encode("ascii")
                enclosed.append(Enclosure("open-badge.jwt", "application/jwt", content, "Open Badge 3.0"))
            archive.make_archive(file, structure, enclosed, language=layout.language, made_at=self._now)
            pdf_signature.sign(file, self._signatories, layout.label[layout.language])
            self._codes.clear()
            self._badges.clear()

        return finish
