"""A PDF made fit to be kept (PDF/A-3b) and read aloud: colours, description, parts, enclosures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Page, Pdf, String
from PIL import ImageCms

from printing.structure import Part, Role, Structure
from printing.whole_file import whole

_SCOPES = {Role.HEADING_CELL: Name.Column, Role.ROW_HEADING: Name.Row}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file within a file: its name, kind (MIME) and content, and what it is for whoever finds it."""

    name: str
    mime: str
    content: bytes
    description: str


def make_archive(
    file: Path, structure: Structure, enclosures: Sequence[Enclosure] = (), *, language: str, made_at: datetime
) -> None:
    """Give a PDF that was just drawn what an archive asks for, in its place.  ``made_at`` is aware."""
    with whole(file) as unfinished, Pdf.open(file) as pdf:
        pdf.Root.Lang = String(language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _add_colours(pdf)
        _add_parts(pdf, structure)
        for page in pdf.pages:
            if "/Trans" in page.obj:
                del page.obj["/Trans"]
        for enclosure in enclosures:
            _enclose(pdf, enclosure, made_at)
        _describe(pdf, made_at)
        # What is enclosed stays uncompressed: programs look for codes without knowing PDF.
        pdf.save(unfinished, compress_streams=False, deterministic_id=True)


def _describe(pdf: Pdf, made_at: datetime) -> None:
    """The same description in both places; the date is that of making."""
    if "/Trapped" in pdf.docinfo:
        del pdf.docinfo["/Trapped"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        told.load_from_docinfo(pdf.docinfo, raise_failure=False)
        told["pdfaid:part"] = "3"
        told["pdfaid:conformance"] = "B"
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            told[name] = made_at.isoformat(timespec="seconds")
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String(_stamp(made_at))


def _stamp(moment: datetime) -> str:
    text = f"D:{moment:%Y%m%d%H%M%S%z}"
    return f"{text[:-2]}'{text[-2:]}'"


def _add_colours(pdf: Pdf) -> None:
    """Which red is meant by red: sRGB."""
    profile = pdf.make_stream(_srgb(), N=3, Alternate=Name.DeviceRGB)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
                Info=String("sRGB IEC61966-2.1"), RegistryName=String("http://www.color.org"),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )  # fmt: skip


@cache
def _srgb() -> bytes:
    return BytesIO(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()).getvalue()


def _enclose(pdf: Pdf, enclosure: Enclosure, made_at: datetime) -> None:
    spec = AttachedFileSpec(
        pdf, enclosure.content, filename=enclosure.name, mime_type=enclosure.mime, description=enclosure.description,
        relationship=Name.Data, creation_date=_stamp(made_at), mod_date=_stamp(made_at),
    )  # fmt: skip
    pdf.attachments[enclosure.name] = spec
    held = pdf.attachments[enclosure.name].obj
    listed = pdf.Root.get("/AF", Array())
    listed.append(held)
    pdf.Root.AF = listed


def _add_parts(pdf: Pdf, structure: Structure) -> None:
    """The tree of the parts, and the way from a page's marks back to it."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    root.K = document
    children, numbers = [], []
    for number, (page, parts) in enumerate(zip(pdf.pages, structure.pages, strict=True)):
        by_mark: list[Object] = []
        children += [_element(pdf, part, document, page, by_mark) for part in parts if not part.is_empty]
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        numbers += [number, pdf.make_indirect(Array(by_mark))]
    document.K = Array(children)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(structure.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(pdf: Pdf, part: Part, parent: Object, page: Page, by_mark: list[Object]) -> Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{part.role.tag}"), P=parent, Pg=page.obj))
    if part.alternative:
        element.Alt = String(part.alternative)
    if part.role in _SCOPES:
        element.A = Dictionary(O=Name.Table, Scope=_SCOPES[part.role])
    if part.number is None:
        element.K = Array([_element(pdf, child, element, page, by_mark) for child in part.parts if not child.is_empty])
    else:
        element.K = part.number
        by_mark.append(element)
    return element


def codes_enclosure(codes: Iterable[str]) -> Enclosure:
    """The codes of a file's pages, for whoever checks it without looking at its pages."""
    content = "".join(f"{code}\n" for code in codes).encode("ascii")
    return Enclosure("codes.txt", "text/plain", content, "Codes of the certificates in this file")
