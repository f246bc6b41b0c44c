"""How a report speaks: everything in one language, and what has no words in it is named instead of slipping through."""

from collections.abc import Callable, Mapping

from kiosk.core import texts
from kiosk.core.translations import Translations

Words = Callable[[str], str]
"""Gives the word or the sentence with holes for a code, in the reader's language."""


class Names:
    """What people and groups are called in the language of the tables."""

    def __init__(self, translations: Translations, words: Words, language: str) -> None:
        self.words, self.language, self._translations = words, language, translations

    def called(self, name: str) -> str:
        """An affiliation, a position, a proposal: as the readers know it."""
        return self._translations.called(name, self.language)

    def of_paper(self, name: str) -> str:
        """An affiliation that a paper says in its own language."""
        return self.called(self._translations.written(name) or name)

    def category(self, name: str) -> str:
        """As the readers know it; nothing of people without one."""
        return self._translations.category(name, self.language, self.words)


class Speech:
    """Words of the reader's language, and names of the event in it; ``untranslated`` are those it has not."""

    def __init__(self, words: Words, language: str, translations: Translations) -> None:
        self.words, self.language, self._translations = words, language, translations
        self._untranslated: dict[str, None] = {}

    @property
    def untranslated(self) -> tuple[str, ...]:
        """Names that stand as they were written, in another language, in the order in which they were met."""
        return tuple(self._untranslated)

    def said(self, by_language: Mapping[str, str]) -> str:
        """What is said in several languages."""
        text = texts.in_language(by_language, self.language)
        own = {code.partition("-")[0] for code in texts.said(by_language)}
        return text if self.language.partition("-")[0] in own else self._met(text)

    def name(self, text: str) -> str:
        """A name that was written once, as lists have them: as it is called in the reader's language."""
        return self._met(self._translations.called(text, self.language))

    def category(self, name: str) -> str:
        """A category: as it is called, or by its word where readers cannot make that out."""
        if not name:
            return self.words("no_category")
        return self._met(self._translations.category(name, self.language, self.words))

    def _met(self, text: str) -> str:
        if not texts.reads_in(text, self.language):
            self._untranslated[text] = None
        return text
