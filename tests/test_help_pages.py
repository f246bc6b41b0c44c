"""The help pages on this computer: found in the language in use, and named where they are not there."""

from pathlib import Path

import pytest

from kiosk import help_pages, paths
from kiosk.errors import KioskError
from kiosk.ui.services.help import PAGES

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where this computer looks for the pages; empty."""
    monkeypatch.setattr(help_pages, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(paths, "resource", lambda *parts: tmp_path / "nowhere" / Path(*parts))
    return tmp_path


@pytest.mark.parametrize(
    ("language", "there", "found"),
    [
        ("en", ["helper.html", "ko/helper.html"], "helper.html"),
        ("ko", ["helper.html", "ko/helper.html"], "ko/helper.html"),
        ("ja", ["helper.html", "ko/helper.html"], "helper.html"),
    ],
)
def test_a_page_is_found_in_the_language_or_in_english(site: Path, language: str, there: list[str], found: str):
    (site / "ko").mkdir()
    for name in there:
        (site / name).touch()
    assert help_pages.page("helper", language) == site / found


def test_pages_that_were_not_built_are_told(site: Path):
    with pytest.raises(KioskError, match=r"help\.absent"):
        help_pages.page("helper", "en")


def test_every_screen_has_a_page_that_exists():
    assert [page for page in (*PAGES.values(), help_pages.HOME) if not (DOCS / f"{page}.md").is_file()] == []
