"""How many shapes are read at once, asked about and refused, as the page for those who bring files says it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "files-in.md").read_text(encoding="utf-8").replace("\n", " ")


def score_of(shapes: Iterable[Sequence[str]]) -> str:
    """The score of shapes in their notation, each with what is right; printed for whoever runs the tests with -s."""
    kinds = {"read": 0, "asked": 0, "refused": 0}
    for right in shapes:
        is_refused = any(line.startswith("!!") for line in right)
        is_asked = any(line[:1] in ("?", "!") for line in right)
        kinds["refused" if is_refused else "asked" if is_asked else "read"] += 1
    score = (
        f"{kinds['read']} are read at once, {kinds['asked']} after a question or a row named as wrong. "
        f"{kinds['refused']} are refused with the mend"
    )
    print(f"{sum(kinds.values())} shapes: {score}")  # noqa: T201 - for whoever runs it with -s
    return score
