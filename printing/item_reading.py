"""What reading an item of a layout file needs, whatever its kind: its fields, its colours, its style, its condition."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from printing.fonts import Weight
from printing.items import Align, Ask, Colour, Condition, Frame, Side, Style, Valign
from printing.templates import has_stray_brace, holes
from printing.toml_section import Section
from printing.wording import Wording, in_languages

Said = TypeVar("Said")


class ItemReader:
    """Holds what items may refer to: the file's folder, the declared fields with their ``samples``, the palettes, the
    ``languages``; and whether the layout is folded, so that items may stand on one side of it."""

    def __init__(
        self, folder: Path, samples: Mapping[str, str], palettes: Mapping[str, Colour], languages: Sequence[str],
        *, folded: bool = False,
    ) -> None:  # fmt: skip
        self.folder = folder
        self.samples = samples
        self._languages = languages
        self._folded = folded
        self._palettes = palettes

    def frame(self, section: Section, least: float = 0) -> Frame:
        """``x``, ``y``, ``width`` and ``height``; ``least`` is how far it may begin outside the page."""
        x, y = section.number("x", least=least), section.number("y", least=least)
        return Frame(x, y, section.number("width", least=0.1), section.number("height", least=0.1))

    def style(self, section: Section) -> Style:
        """How text is set; ``comfort`` and ``smallest`` follow the size when they are not given."""
        size = section.number("size", least=3, most=400)
        comfort = section.number("comfort", size, least=3, most=size)
        return Style(
            size=size,
            comfort=comfort,
            smallest=section.number("smallest", comfort, least=3, most=comfort),
            weight=section.choice("weight", Weight, Weight.REGULAR),
            colour=self.colour(section, "colour", "#000000"),
            align=section.choice("align", Align, Align.LEFT),
            valign=section.choice("valign", Valign, Valign.MIDDLE),
            lines=int(section.number("lines", 1, least=1, most=20)),
            leading=section.number("leading", 1.25, least=0.8, most=4),
            spacing=section.number("spacing", 0.0, least=-0.2, most=3),
        )

    def colour(self, section: Section, key: str, default: str) -> Colour:
        """A palette of the file by its name, or a plain colour."""
        name = section.text(key, default)
        return self._palettes.get(name) or Colour(section.colour(key, default))

    def colour_or_none(self, section: Section, key: str) -> Colour | None:
        """The same; None if there is none."""
        return self.colour(section, key, "") if section.text(key, "") else None

    def template(self, section: Section, key: str, template: str) -> str:
        """``template``, when its holes are fields of the layout."""
        for name in holes(template):
            self.field(section, key, name)
        if has_stray_brace(template):
            raise section.fault("layout.bad_hole", key)
        return template

    def wording(self, section: Section, key: str, read: Callable[[Section, str], Said]) -> Wording[Said]:
        """A text for all languages, or a table with one for each language of the layout."""
        if not section.is_table(key):
            return Wording(read(section, key))
        table = section.section(key)
        said = in_languages({code: read(table, code) for code in self._languages})
        table.finish()
        return said

    def condition(self, section: Section) -> Condition:
        """When the item is drawn, and on which side."""
        side = section.choice("side", Side, Side.BOTH)
        if side is not Side.BOTH and not self._folded:
            raise section.fault("layout.not_folded", "side")
        return Condition(self._ask(section, "when"), self._ask(section, "unless"), side)

    def field(self, section: Section, key: str, name: str) -> str:
        """``name``, when it is a field of the layout."""
        if name not in self.samples:
            raise section.fault("layout.unknown_field", key, field=name)
        return name

    def _ask(self, section: Section, key: str) -> Ask:
        """``field``, or ``field = value | another``."""
        name, asks, values = section.text(key, "").partition("=")
        if not name.strip() and not asks:
            return Ask()
        wanted = tuple(value.strip() for value in values.split("|")) if asks else ()
        return Ask(self.field(section, key, name.strip()), wanted)
