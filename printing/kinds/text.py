"""Text with {holes} for the fields of a record, fitted into its box; a seal may stand over its end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from printing.item_reading import ItemReader
from printing.items import POINTS, Align, Frame, Item, Style
from printing.kinds.kind import Ground, OfferedKind, Ready, Record, Values
from printing.kinds.properties import LETTERS, N_, PLACE, Editor, Property
from printing.kinds.writing import frame_values, said_or_none, style_values
from printing.pen import Pen
from printing.setting import REMEMBERED, Block, Finding, Setter, Setting
from printing.structure import Role
from printing.templates import filled, holes
from printing.toml_section import Section
from printing.wording import NOTHING, Wording, in_languages


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal over the end of a text: ``field`` holds the picture's path, ``size`` is its side in millimetres.

    ``alternative`` is what it is told by to whoever has the page read aloud.
    The last letter stands in the middle of the seal, as Korean offices stamp (행정업무운영 편람, 관인의 날인).
    """

    field: str
    size: float
    alternative: Wording[str] = NOTHING


@dataclass(frozen=True, slots=True)
class Text(Item):
    """Text with {holes}.  The first of ``templates`` whose fields are all filled is drawn; if none is, nothing."""

    frame: Frame
    templates: Wording[tuple[str, ...]]
    style: Style
    seal: Seal | None = None


class ReadyText(Ready):
    """A text whose settings are remembered by what they say, which is quicker to look up than a whole block."""

    __slots__ = ("_item", "_known", "_setter", "_templates")

    def __init__(self, item: Text, setter: Setter) -> None:
        self._item, self._setter = item, setter
        self._templates = item.templates.mapped(lambda said: tuple((template, holes(template)) for template in said))
        self._known: dict[str, Setting] = {}

    def setting(self, record: Record) -> Setting | None:
        """What is written; None if every template lacks a value."""
        for template, names in self._templates.of(record):
            if all(map(record.get, names)):
                text = filled(template, self._setter.in_form(record, names)) if names else template
                return self._known.get(text) or self._set(text, names)
        return None

    def paint(self, record: Record, pen: Pen) -> None:
        """The text, and the seal over its end."""
        setting = self.setting(record)
        if setting is None:
            return
        with pen.part(pen.text_role):
            pen.write(setting, self._item.style.colour.of(record))
        seal = self._item.seal
        if seal and (stamp := record.get(seal.field)):
            x, y = pen.last_letter(setting)
            with pen.part(Role.FIGURE, seal.alternative.of(record)):
                pen.picture(stamp, Frame(x - seal.size / 2, y - seal.size / 2, seal.size, seal.size))

    def findings(self, record: Record, document: int) -> Iterable[Finding]:
        """Characters that are missing, and text that had to be made smaller or cut."""
        setting = self.setting(record)
        return setting.findings(document) if setting and setting.troubles else ()

    def _set(self, text: str, names: tuple[str, ...]) -> Setting:
        setting = self._setter.set(Block(self._item.frame, self._item.style, text, ",".join(names)))
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[text] = setting
        return setting


class TextKind(OfferedKind[Text]):
    """``kind = "text"``."""

    name, item, label = "text", Text, N_("Text")

    def read(self, section: Section, reader: ItemReader) -> Text:
        """A text whose box is tall enough for its smallest size."""

        def read(said: Section, key: str) -> tuple[str, ...]:
            return tuple(reader.template(said, key, template) for template in said.texts(key))

        templates = reader.wording(section, "text", read)
        frame = reader.frame(section)
        style = reader.style(section)
        if style.smallest > frame.height * POINTS + 0.05:
            raise section.fault("layout.text_too_tall", "smallest", height=f"{frame.height:g}")
        field = section.text("seal", "")
        seal = None
        if field:
            size = section.number("seal_size", 20.0, least=5, most=60)
            told = reader.wording(section, "seal_alternative", lambda said, key: said.text(key, ""))
            seal = Seal(reader.field(section, "seal", field), size, told)
        return Text(frame, templates, style, seal)

    def write(self, item: Text) -> Values:
        """The keys of a text."""
        text = item.templates.mapped(lambda said: said[0] if len(said) == 1 else list(said))
        seal: dict[str, object] = {}
        if item.seal:
            seal = {
                "seal": item.seal.field,
                "seal_size": item.seal.size,
                "seal_alternative": said_or_none(item.seal.alternative),
            }
        return {"text": text, **frame_values(item.frame), **style_values(item.style), **seal}

    def is_constant(self, item: Text) -> bool:
        """Whether it has no holes, is the same in all languages, and has no colour by a field and no seal."""
        return (
            not self.fields(item)
            and not item.templates.by_language
            and not item.style.colour.by_value
            and item.seal is None
        )

    def role(self, item: Text) -> Role | None:
        """None: its letters and its seal are two parts."""
        return None

    def fields(self, item: Text) -> tuple[str, ...]:
        """The fields in its holes."""
        return tuple(chain.from_iterable(map(holes, chain.from_iterable(item.templates.every()))))

    def ready(self, item: Text, setter: Setter) -> ReadyText:
        """The text with its templates taken apart."""
        return ReadyText(item, setter)

    def properties(self) -> tuple[Property, ...]:
        """Its first form; the forms for records that lack a field stay.  Its place, and how it is set."""
        return (Property("text", N_("Text"), Editor.WORDING, _first_templates, _with_first_templates), *PLACE, *LETTERS)

    def settled(self, item: Text) -> Text:
        """The text with its sizes in their order."""
        style = item.style.settled()
        return item if style is item.style else replace(item, style=style)

    def new(self, ground: Ground, file: Path | None) -> Text:
        """A line that shows the first field."""
        frame = ground.band()
        size = min(14.0, frame.height * 2)
        shown = f"{{{ground.fields[0]}}}" if ground.fields else ground.text
        return Text(frame, Wording((shown,)), Style(size, size * 0.6, size * 0.5, align=Align.CENTER))


def _first_templates(item: Any) -> Mapping[str, str]:
    """By language; under no language what is said in all."""
    said: Wording[tuple[str, ...]] = item.templates
    return {code: forms[0] for code, forms in (said.by_language or {"": said.own}).items()}


def _with_first_templates(item: Any, said: Mapping[str, str]) -> Any:
    """The item with the first form of each language; ``said`` is by language, the layout's own first."""
    before: Wording[tuple[str, ...]] = item.templates
    forms = {code: (text, *before.by_language.get(code, before.own)[1:]) for code, text in said.items()}
    return replace(item, templates=in_languages(forms))
