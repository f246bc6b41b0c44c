"""What of others is in this program, under which licence, and where the licence's text lies.

The table is ``resources/licences/parts.csv``, a row a part: a package by its name on the index, or something that lies
``inside`` a package (Qt, PostgreSQL), beside it (Python) or with us (fonts).  A test holds it against what is
installed.
"""

import csv
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from kiosk import paths

FONTS, PYTHON = "fonts", "python"
_IS_TEXT = ("licen", "copying", "notice", "copyright")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that others made; ``licence`` is an SPDX expression, ``inside`` the package that brings it."""

    name: str
    version: str
    licence: str
    inside: str
    texts: tuple[Path, ...]


def parts() -> list[Part]:
    """Everything that is here, by name; what belongs to another system only is left out."""
    with _table().open(encoding="utf-8", newline="") as file:
        found = [part for row in csv.DictReader(file) for part in _here(row)]
    return sorted(found, key=lambda part: part.name.casefold())


def names() -> list[str]:
    """The packages of the table, on whatever system."""
    with _table().open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file) if not row["inside"]]


def _table() -> Path:
    return paths.resource("licences", "parts.csv")


def _here(row: dict[str, str]) -> Iterator[Part]:
    own = (Path(os.path.normpath(_table().parent / row["text"])),) if row["text"] else ()
    if row["inside"] == FONTS:
        yield Part(row["name"], "", row["licence"], row["inside"], own)
    elif row["inside"] == PYTHON:
        yield Part(row["name"], platform.python_version(), row["licence"], row["inside"], own)
    else:
        try:
            package = distribution(row["inside"] or row["name"])
        except PackageNotFoundError:
            return
        version = "" if row["inside"] else package.version
        yield Part(row["name"], version, row["licence"], row["inside"], own or tuple(_texts(package)))


def _texts(package: Distribution) -> Iterator[Path]:
    for file in package.files or ():
        told = str(file).lower() if ".dist-info" in str(file) else file.name.lower()
        path = Path(str(package.locate_file(file)))
        if any(word in told for word in _IS_TEXT) and path.suffix != ".py" and path.is_file():
            yield path
