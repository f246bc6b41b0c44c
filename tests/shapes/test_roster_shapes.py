"""Every roster of ``roster_shapes`` is read rightly, asked about or refused, and never silently wrong."""

from pathlib import Path

import pytest

from tests.shapes.roster_reading import read
from tests.shapes.roster_shapes import CSV, FILES

FOLDER = Path(__file__).parent / "rosters"
PAGE = Path(__file__).parents[2] / "docs" / "files-in.md"


@pytest.mark.parametrize("name", CSV)
def test_a_list_is_read_as_it_is_meant(name: str, tmp_path: Path) -> None:
    content, right = CSV[name]
    path = tmp_path / "list.csv"
    path.write_bytes(content.encode())
    assert read(path) == list(right)


@pytest.mark.parametrize("name", FILES)
def test_a_file_handed_over_is_read_as_it_is_meant(name: str) -> None:
    assert read(FOLDER / name) == list(FILES[name])


def test_every_file_of_the_folder_has_its_people() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(FILES)


def test_the_page_says_how_many_shapes_are_read_asked_about_and_refused() -> None:
    kinds = {"read": 0, "asked": 0, "refused": 0}
    for right in (*(right for _, right in CSV.values()), *FILES.values()):
        marks = {line[:1] for line in right}
        is_refused = any(line.startswith("!!") for line in right)
        kinds["refused" if is_refused else "asked" if marks & {"?", "!"} else "read"] += 1
    score = (
        f"{sum(kinds.values())} shapes of rosters: {kinds['read']} read at once, {kinds['asked']} after a question or "
        f"a row named as wrong, {kinds['refused']} refused with the mend, 0 silently wrong."
    )
    print(score)  # noqa: T201 - for whoever runs it with -s
    assert score in PAGE.read_text(encoding="utf-8").replace("\n", " ")
