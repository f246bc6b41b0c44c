"""Texts in several languages, ``{language: text}``, and the one rule by which the text for a reader is chosen.

Languages are ISO 639 codes.  Titles, names and labels are kept so everywhere: in the log, in layouts, in sheets.
"""

import re
from collections.abc import Mapping
from typing import TypeVar

Texts = Mapping[str, str]
Choice = TypeVar("Choice")

COMMON = "en"
"""The language of whoever finds nothing in their own."""


def chosen(choices: Mapping[str, Choice], language: str) -> Choice | None:
    """What is there for readers of ``language``: their own, else English, else the first by code; None of nothing."""
    found = next((code for code in (language, COMMON, *sorted(choices)) if code in choices), None)
    return None if found is None else choices[found]


def in_language(texts: Texts, language: str) -> str:
    """The text for readers of ``language``, by the same rule; empty texts do not count."""
    return chosen(said(texts), language) or ""


def said(texts: Texts) -> dict[str, str]:
    """The languages in which something is said, in the order of their codes."""
    return {language: text for language, text in sorted(texts.items()) if text.strip()}


def reads_in(text: str, language: str) -> bool:
    """Whether readers of ``language`` can make out the letters of ``text``: not the writing of another language."""
    known = _SCRIPTS.get(language.partition("-")[0], ())
    return all(script in known or not letters.search(text) for script, letters in _LETTERS.items())


def changes(before: Texts, after: Texts) -> dict[str, str]:
    """What of ``before`` has to be said anew to get ``after``; empty where a language goes."""
    return {
        language: after.get(language, "")
        for language in sorted({*before, *after})
        if before.get(language, "") != after.get(language, "")
    }


_LETTERS = {
    "hangul": re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"),
    "kana": re.compile("[\u3040-\u30ff]"),
    "han": re.compile("[\u3400-\u9fff\uf900-\ufaff]"),
}
_SCRIPTS = {"ko": ("hangul", "han"), "ja": ("kana", "han"), "zh": ("han",)}
"""Of these Latin letters are read everywhere."""
