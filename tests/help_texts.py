"""The texts of ``--help`` as they stand in the commands: docstrings of commands and what ``help=`` says.

``python3 run.py translations`` collects them by ``extract`` (an extraction method of Babel, see ``babel.cfg``).
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python

from kiosk.cli.spoken import paragraphs

_CALLS = ("option", "command", "group")
Found = tuple[int, str, str | tuple[str, ...], list[str]]


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of each help that a module gives to a command or an option."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _CALLS:
            for keyword in node.keywords:
                if keyword.arg == "help" and isinstance(keyword.value, ast.Constant):
                    yield node.lineno, str(keyword.value.value)
        elif isinstance(node, ast.FunctionDef) and any(_makes_command(one) for one in node.decorator_list):
            yield from ((node.lineno, paragraphs(text)) for text in (ast.get_docstring(node, clean=False),) if text)


def _makes_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and _name(decorator.func) in ("command", "group")


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """All texts of a module of commands, for Babel: those marked as everywhere, and those of help."""
    yield from extract_python(file, keywords, comment_tags, options)
    file.seek(0)
    yield from ((line, "gettext", text, []) for line, text in texts(ast.parse(file.read())))
