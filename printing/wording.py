"""A fixed text of a layout: in the one language of its pages, or in each of several.

Which of its languages a record's page is in says the record itself: printing chooses none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar

Said = TypeVar("Said")

LANGUAGE = "<language>"
"""The key under which a record says which of its layout's languages it is in; no field can be called so."""


@dataclass(frozen=True, slots=True)
class Wording(Generic[Said]):
    """What is said in the layout's first language, and where it has several, in each of them."""

    own: Said
    by_language: Mapping[str, Said] = field(default_factory=dict)

    def of(self, record: Mapping[str, str]) -> Said:
        """What is said on the page of a record."""
        return self.by_language.get(record.get(LANGUAGE, ""), self.own) if self.by_language else self.own

    def in_these(self, languages: Sequence[str]) -> "Wording[Said]":
        """The same for these languages; one that was not there yet says what the first said."""
        return in_languages({code: self.by_language.get(code, self.own) for code in languages})

    def every(self) -> tuple[Said, ...]:
        """All that is said, in whatever language."""
        return tuple(self.by_language.values()) or (self.own,)

    def mapped(self, change: Callable[[Said], Any]) -> "Wording[Any]":
        """The same in each language after a change."""
        return Wording(change(self.own), {code: change(said) for code, said in self.by_language.items()})

    def table(self) -> object:
        """As a file says it: once, or by language."""
        return dict(self.by_language) or self.own


NOTHING = Wording("")


def in_languages(said: Mapping[str, Said]) -> Wording[Said]:
    """A text by language, the layout's first language first; once where all languages say the same."""
    own = next(iter(said.values()))
    return Wording(own, dict(said) if any(one != own for one in said.values()) else {})


def reworded(value: Any, change: Callable[[Wording[Any]], Wording[Any]]) -> Any:
    """An item, or a part of one, with every text it says changed."""
    if isinstance(value, Wording):
        return change(value)
    if isinstance(value, tuple):
        return tuple(reworded(part, change) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {one.name: getattr(value, one.name) for one in fields(value)}
    told = {name: reworded(part, change) for name, part in parts.items()}
    changed = {name: part for name, part in told.items() if part is not parts[name] and part != parts[name]}
    return replace(value, **changed) if changed else value
