"""Writes ``.badgelist`` files: the name of each person, a line each."""

from typing import Any


def write(document: dict[str, Any]) -> bytes:
    """The file, of the document of export.schema.json."""
    return "".join(f"{person['name']}\n" for person in document["people"]).encode()
