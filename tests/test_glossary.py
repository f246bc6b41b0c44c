"""One word for one thing: the page of words held against the catalogue, the sentences and the code."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po

CHECKOUT = Path(__file__).parent.parent
PAGE = CHECKOUT / "docs" / "glossary.md"
CATALOGUE = CHECKOUT / "resources" / "translations" / "ko" / "LC_MESSAGES" / "kiosk.po"
HOLE = re.compile(r"\{[^{}]*\}")


class Unused(NamedTuple):
    """A word not used ``where`` (Korean, English, code), the better one, and a text in which it is allowed."""

    where: str
    word: str
    better: str
    allowed: str


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading of the page."""
    part = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n", 1)[1].split("\n## ")[0]
    lines = [line for line in part.split("\n") if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """English and Korean of all that is said, without what stands in holes."""
    with CATALOGUE.open("rb") as file:
        return tuple(
            (shown(english), shown(korean))
            for message in read_po(file)
            if message.id
            for english, korean in zip_longest(
                *((text if message.pluralizable else (text,)) for text in (message.id, message.string)), fillvalue=""
            )
        )


def shown(text: str) -> str:
    """A text as it is read: of a hole that chooses a word only the words."""
    return HOLE.sub(lambda hole: hole[0].partition(":")[2].replace("|", " ").rstrip("}"), text)


@cache
def names() -> frozenset[str]:
    """Modules, classes, functions and fields of the program, and each word within them."""
    found = set()
    for path in [*(CHECKOUT / "kiosk").rglob("*.py"), *(CHECKOUT / "printing").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {path.stem, *named_in(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found |= {node.name, *named_in(node)}
            elif isinstance(node, ast.FunctionDef):
                found.add(node.name)
    return frozenset(found | {word.lower() for name in found for word in _WORD_OF_A_NAME.findall(name)})


_WORD_OF_A_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def named_in(owner: ast.Module | ast.ClassDef) -> Iterator[str]:
    """What stands in a module or a class itself: constants and fields, nothing of a function."""
    for node in owner.body:
        if isinstance(node, ast.AnnAssign | ast.Assign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def uses(unused: Unused, said: Iterable[str]) -> Iterator[str]:
    """The texts in which a word stands that should not."""
    word = re.escape(unused.word)
    pattern = re.compile(word if unused.where == "Korean" else rf"(?<![\w-]){word}(?![\w-])", re.IGNORECASE)
    for text in said:
        bare = re.sub(re.escape(unused.allowed), "", text, flags=re.IGNORECASE) if unused.allowed else text
        if pattern.search(bare):
            yield text


def said_where(where: str) -> Sequence[str]:
    """What a row of the second table is searched in."""
    return {
        "English": [english for english, _korean in texts()],
        "Korean": [korean for _english, korean in texts()],
        "code": sorted(names()),
    }[where]


@pytest.mark.parametrize("row", rows("The words"), ids=lambda row: row[1])
def test_each_word_is_the_one_that_is_used(row: list[str]) -> None:
    korean, english, code, means = row
    assert means
    assert any(korean in text for _english, text in texts())
    assert any(re.search(rf"\b{re.escape(english)}", text, re.IGNORECASE) for text, _korean in texts())
    assert code.strip("`") in names()


def test_no_word_stands_for_two_things() -> None:
    for column in (0, 1):
        words = [row[column] for row in rows("The words")]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("row", rows("Words not used"), ids=lambda row: row[1])
def test_no_other_word_is_used(row: list[str]) -> None:
    unused = Unused(*row)
    assert list(uses(unused, said_where(unused.where))) == [], f"say {unused.better}"


@pytest.mark.parametrize(
    ("unused", "text", "found"),
    [
        (Unused("English", "told", "said", ""), "Each is told in its place.", True),
        (Unused("English", "told", "said", "You are told if"), "You are told if a printer is missing.", False),
        (Unused("English", "mails", "e-mails", ""), "3 e-mails were sent.", False),
        (Unused("English", "is no", "is not a", "is no longer"), "It is no longer there, and is no colour.", True),
        (Unused("Korean", "참석자", "참가자", "참석자 서명부"), "참석자 서명부를 만들었습니다.", False),
        (Unused("Korean", "참석자", "참가자", "참석자 서명부"), "참석자를 고르세요.", True),
        (Unused("code", "standing", "state", ""), "standing", True),
        (Unused("code", "standing", "state", ""), "outstanding", False),
    ],
)
def test_a_wrong_word_is_noticed(unused: Unused, text: str, found: bool) -> None:
    assert bool(list(uses(unused, [text]))) is found
