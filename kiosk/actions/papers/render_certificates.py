"""Issued certificates as files: each as it was issued, signed, and fit for archives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import languages
from kiosk.actions.handles import takes_event
from kiosk.actions.papers.certificate_papers import Forms, file_word
from kiosk.actions.papers.output_paths import file_name, make_folder
from kiosk.actions.papers.print_documents import Cancelled, Progress, write
from kiosk.actions.papers.shipped_layouts import printing_troubles
from kiosk.core.certificate_paper import IssuedCertificate, Paper
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing import paging
from printing.documents import Findings
from printing.layout import Layout

if TYPE_CHECKING:  # what signs takes long to be imported, and the window shows this card without it
    from kiosk.actions.papers.sealing import Sealing
    from printing.pdf_signature import Signatory


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files of certificates, and those that could not be printed again as they were issued, each with its trouble
    (``certificate.not_kept``, ``certificate.form_missing``).
    """

    files: tuple[Path, ...]
    findings: tuple[Findings, ...]
    left_out: tuple[tuple[IssuedCertificate, KioskError], ...] = ()


@dataclass(frozen=True, slots=True)
class _Frozen:
    """A certificate with what it says and the layout it says it in."""

    certificate: IssuedCertificate
    paper: Paper
    layout: Layout
    seal: str


@takes_event
def render_papers(
    records: Records,
    certificates: Sequence[IssuedCertificate],
    out: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    institution: "Signatory | None" = None,
) -> Rendered:
    """Render issued certificates as they were issued: into one PDF for each layout, or into a folder; one that an
    earlier program issued, which did not keep what it said, is left out, and so is one whose form has not arrived yet.

    Each file is signed by the event, after ``institution`` where there is one, and is fit for archives (PDF/A-3b).
    """
    # imported late: what signs takes long to be imported, and the window shows this card without it
    from kiosk.actions.papers.sealing import Sealing

    files: list[Path] = []
    findings: list[Findings] = []
    frozen_ones, left_out = _frozen_ones(records, certificates)
    done, total = 0, len(frozen_ones)
    with printing_troubles():
        sealing = Sealing(records, institution)
        for layout, frozen, file in _parts(frozen_ones, out):
            rows = (row for one in frozen for row in paging.pages_of(layout, _row(one, sealing)))
            tell = (lambda count, _, before=done: progress(min(before + count, total), total)) if progress else None
            printed = write(
                records, layout, rows, file, len(frozen), progress=tell, cancelled=cancelled,
                finish=sealing.finishing(layout),
            )  # fmt: skip
            files.extend(printed.files)
            findings.append(printed.findings)
            done += len(frozen)
    return Rendered(tuple(files), tuple(findings), left_out)


def _frozen_ones(
    records: Records, certificates: Sequence[IssuedCertificate]
) -> tuple[list[_Frozen], tuple[tuple[IssuedCertificate, KioskError], ...]]:
    """Those that can be printed as they were issued, and those that cannot."""
    forms, found, left_out = Forms(records), [], []
    for certificate in certificates:
        try:
            found.append(_frozen(records, forms, certificate))
        except KioskError as trouble:
            left_out.append((certificate, trouble))
    return found, tuple(left_out)


def _row(one: _Frozen, sealing: "Sealing") -> dict[str, str]:
    code = sealing.code_of(one.certificate, one.paper)
    return {**one.paper.fields, "serial": one.certificate.serial, "seal": one.seal, "code": code}


def _parts(frozen_ones: Sequence[_Frozen], out: Path) -> Iterator[tuple[Layout, list[_Frozen], Path]]:
    """One file for all, or for all of a layout; or in a folder one for each."""
    if out.suffix.lower() != ".pdf":
        make_folder(out)
        for one in frozen_ones:
            name = file_name(file_word(one.layout), one.paper.fields.get("name", ""), one.certificate.serial)
            yield one.layout, [one], out / f"{name}.pdf"
        return
    by_layout: dict[int, list[_Frozen]] = {}
    for one in frozen_ones:
        by_layout.setdefault(id(one.layout), []).append(one)
    for number, frozen in enumerate(sorted(by_layout.values(), key=_place_of_language)):
        yield frozen[0].layout, frozen, _numbered(out, frozen[0].layout, number, by_layout)


def _place_of_language(frozen: list[_Frozen]) -> int:
    """The languages of the program in their order, then others."""
    order = languages.available()
    language = frozen[0].layout.language
    return order.index(language) if language in order else len(order)


def _numbered(out: Path, layout: Layout, number: int, parts: Mapping[int, list[_Frozen]]) -> Path:
    """The file of a further layout: called by its language, and by its number where two have one language."""
    if not number:
        return out
    same = sum(frozen[0].layout.language == layout.language for frozen in parts.values())
    return out.with_stem(f"{out.stem}-{layout.language}" + (f"-{number + 1}" if same > 1 else ""))


def _frozen(records: Records, forms: Forms, certificate: IssuedCertificate) -> _Frozen:
    paper = records.papers.paper(certificate)
    if paper is None:
        raise KioskError("certificate.not_kept", serial=certificate.serial)
    return _Frozen(certificate, paper, forms.layout_of(paper), forms.seal_of(paper))
