"""Layout files: what one badge, ticket or certificate looks like.  The format is described in ``docs/layouts.md``.

A layout is checked completely when it is read; each fault names the file and the line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from printing import toml_section
from printing.field_formats import Format
from printing.item_reading import ItemReader
from printing.items import Colour, Frame, Item, Side
from printing.kinds import kind_named, kind_names, kind_of
from printing.toml_section import Section
from printing.wording import reworded


@dataclass(frozen=True, slots=True)
class Field:
    """A value the layout can show: its label for people, an example, whether a record must have it, and the form it is
    shown in."""

    name: str
    label: Mapping[str, str]
    sample: str
    required: bool
    format: Format = Format.PLAIN


@dataclass(frozen=True, slots=True)
class Layout:
    """One page.  ``width``, ``height`` and ``bleed`` in millimetres; ``label`` by language; ``language`` of the text,
    of several the first, for readers of whom nothing is known; ``other_languages`` it can be printed in.

    ``series`` says which papers those of this layout are numbered with; what it means is the caller's.
    ``bleed`` is how far boxes, lines and pictures may reach beyond the edge, so that cutting leaves no white sliver.
    A ``folded`` page is twice as high: the lower half is the front, the upper half the back, upside down, so that both
    read upright when the paper is folded in the middle.  ``palettes`` are the named colours, ``note`` the file's first
    comment.
    """

    name: str
    label: Mapping[str, str]
    language: str
    width: float
    height: float
    bleed: float
    fields: Mapping[str, Field]
    items: tuple[Item, ...]
    folded: bool = False
    palettes: tuple[Colour, ...] = ()
    note: str = ""
    series: str = ""
    other_languages: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Those it can be printed in."""
        return (self.language, *self.other_languages)

    def speaking(self, language: str) -> "Layout":
        """The layout in one of its languages and no other."""
        if language not in self.languages:
            raise ValueError(f"{self.name} is not in {language}")
        return self.in_languages((language,)) if self.other_languages else self

    def in_languages(self, languages: Sequence[str]) -> "Layout":
        """The layout in these languages, the first for readers of whom nothing is known; a new one says at first what
        the first said."""
        label = {**self.label, **{code: self.label.get(code, self.label[self.language]) for code in languages}}
        items = tuple(reworded(item, lambda said: said.in_these(languages)) for item in self.items)
        first, *others = languages
        return replace(self, label=label, language=first, other_languages=tuple(others), items=items)

    @property
    def page_height(self) -> float:
        """Height of the paper one record takes: both halves of a folded page."""
        return self.height * (2 if self.folded else 1)

    def sample(self) -> dict[str, str]:
        """A record made of the fields' samples, for previews."""
        return {name: field.sample for name, field in self.fields.items()}


def load(file: Path) -> Layout:
    """Read and check a layout file.  Raises ``PrintingError`` (``layout.…``) with file and line of the first fault."""
    return _read(toml_section.read(file), file)


def parse(text: str, file: Path) -> Layout:
    """The layout ``text`` describes, checked like a file; pictures are looked for beside ``file``."""
    return _read(toml_section.parse(text, file), file)


def _read(top: Section, file: Path) -> Layout:
    page = top.section("layout")
    names = page.section("name")
    label = names.by_language()
    names.finish()
    language, *others = page.languages("language", "ko")
    if unnamed := [code for code in (language, *others) if code not in label]:
        raise page.fault("layout.unknown_choice", "language", value=unnamed[0], known=", ".join(label))
    width, height = page.number("width", least=10), page.number("height", least=10)
    bleed, folded = page.number("bleed", 0.0, most=10), page.flag("folded", False)
    series = page.text("series", "")
    page.finish()
    fields = _read_fields(top.section("fields"))
    palettes = _read_palettes(top.section("colours", required=False), fields)
    samples = {name: field.sample for name, field in fields.items()}
    reader = ItemReader(file.parent, samples, palettes, (language, *others), folded=folded)
    sections = top.sections("item")
    read = tuple(_read_item(section, reader) for section in sections)
    top.finish()
    layout = Layout(
        file.stem,
        label,
        language,
        width,
        height,
        bleed,
        fields,
        read,
        folded,
        tuple(palettes.values()),
        top.note,
        series,
        tuple(others),
    )
    for section, item in zip(sections, read, strict=True):
        _check_place(section, item, layout)
    return layout


def _read_fields(section: Section) -> dict[str, Field]:
    return {name: _read_field(name, section.section(name)) for name in section.keys()}  # noqa: SIM118 - not a mapping


def _read_field(name: str, section: Section) -> Field:
    label = section.by_language()
    field = Field(name, label, section.text("sample", ""), section.flag("required", False),
                  section.choice("format", Format, Format.PLAIN))  # fmt: skip
    section.finish()
    return field


def _read_palettes(section: Section, fields: Mapping[str, Field]) -> dict[str, Colour]:
    return {name: _read_palette(name, section.section(name), fields) for name in section.keys()}  # noqa: SIM118


def _read_palette(name: str, section: Section, fields: Mapping[str, Field]) -> Colour:
    by = section.text("by")
    if by not in fields:
        raise section.fault("layout.unknown_field", "by", field=by)
    values = section.section("values")
    by_value = {value: values.colour(value) for value in values.keys()}  # noqa: SIM118
    palette = Colour(section.colour("default"), by, by_value, name)
    section.finish()
    return palette


def _read_item(section: Section, reader: ItemReader) -> Item:
    word = section.text("kind")
    kind = kind_named(word)
    if kind is None:
        raise section.fault("layout.unknown_choice", "kind", value=word, known=", ".join(kind_names()))
    read: Item = kind.read(section, reader)
    item = replace(read, condition=reader.condition(section), note=section.note)
    section.finish()
    return item


def _check_place(section: Section, item: Item, layout: Layout) -> None:
    """Everything is on the page (drawings may reach into the bleed) and nothing spoils a code."""
    bleeds = layout.bleed if kind_of(item).bleeds else 0.0
    page = Frame(-bleeds, -bleeds, layout.width + 2 * bleeds, layout.height + 2 * bleeds)
    if not item.frame.inside(page):
        raise section.fault("layout.outside_page", width=f"{layout.width:g}", height=f"{layout.height:g}")
    at = layout.items.index(item)
    for code in (other for other in layout.items if kind_of(other).is_code and other is not item):
        # A code paints its quiet zone white, so a box below it does no harm; anything else would be lost or spoil it.
        below = kind_of(item).lies_below_codes and at < layout.items.index(code)
        shared = any(item.condition.on(side) and code.condition.on(side) for side in (Side.FRONT, Side.BACK))
        if item.frame.overlaps(code.frame) and shared and not below:
            raise section.fault("layout.covers_code")
