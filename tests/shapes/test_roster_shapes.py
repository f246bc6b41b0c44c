"""Every roster of ``roster_shapes`` is read rightly, asked about or refused, and never silently wrong."""

from pathlib import Path

import pytest

from tests.shapes.roster_reading import read
from tests.shapes.roster_shapes import CSV, FILES
from tests.shapes.score import PAGE, score_of

FOLDER = Path(__file__).parent / "rosters"


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
    assert f"{score_of([*(right for _, right in CSV.values()), *FILES.values()])}, 0 silently wrong" in PAGE
