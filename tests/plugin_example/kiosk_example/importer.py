"""Reads ``.people`` files: a person a line, name and affiliation with a slash between them."""


def read(content: bytes) -> list[list[str]]:
    """The rows of a list, with its headings on top."""
    lines = content.decode("utf-8").splitlines()
    return [["name", "affiliation"], *(line.split("/") for line in lines if line)]
