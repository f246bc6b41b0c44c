"""A field of badges: the first letter of each word of a name."""

from collections.abc import Mapping


def initials(record: Mapping[str, str]) -> str:
    """The value for a person's record."""
    return "".join(word[0] for word in (record["name_latin"] or record["name"]).split())
