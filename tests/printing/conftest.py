"""The shipped fonts and layouts, opened once; and layouts written by a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from printing import fonts, layout, sheet
from tests.printing.layouts import MINIMAL


@pytest.fixture(scope="session")
def resources(checkout: Path) -> Path:
    return checkout / "resources"


@pytest.fixture(scope="session")
def shipped_fonts(resources: Path) -> fonts.Fonts:
    return fonts.load_folder(resources / "fonts")


@pytest.fixture(scope="session")
def shipped_layout(resources: Path) -> Callable[[str], layout.Layout]:
    """Opens a shipped layout by its name."""
    return lambda name: layout.load(resources / "layouts" / f"{name}.toml")


@pytest.fixture(scope="session")
def a4(resources: Path) -> sheet.Sheet:
    return sheet.load(resources / "layouts" / "sheets" / "a4.toml")


@pytest.fixture
def layout_of(tmp_path: Path) -> Callable[[str], layout.Layout]:
    """Reads a layout made of a small head (10 lines) and the given items."""

    def read(text: str, head: str = MINIMAL) -> layout.Layout:
        file = tmp_path / "test.toml"
        file.write_text(head + text, encoding="utf-8")
        return layout.load(file)

    return read
