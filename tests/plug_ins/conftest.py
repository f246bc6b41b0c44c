"""The example package, really installed into a folder of its own and found there by its entry points."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk import plug_ins
from kiosk.actions.papers.added_items import register_items
from printing import kinds

EXAMPLE = Path(__file__).resolve().parents[1] / "plugin_example"
OURS = ("kiosk_example", "kiosk_trouble")


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the example as pip installs it."""
    folder = tmp_path_factory.mktemp("plug-ins")
    source = folder / "source"
    shutil.copytree(EXAMPLE, source, ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", folder / "site", source], check=True, timeout=300)
    return folder / "site"


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Take the packages of a folder into use for this test."""

    def take(folder: Path) -> None:
        monkeypatch.syspath_prepend(folder)
        plug_ins.forget()
        register_items()

    yield take
    for module in [name for name in sys.modules if name.partition(".")[0] in OURS]:
        del sys.modules[module]
    for name in set(kinds.kind_names()) - OWN_KINDS:
        with suppress(KeyError):
            kinds.take_out(name)
    monkeypatch.undo()
    plug_ins.forget()


OWN_KINDS = frozenset(kinds.kind_names())


@pytest.fixture
def example(example_site: Path, use: Callable[[Path], None]) -> Path:
    """The example, in use."""
    use(example_site)
    return example_site


@pytest.fixture
def broken(tmp_path: Path, use: Callable[[Path], None]) -> Callable[..., None]:
    """Take a package into use whose one plug-in is of a group and a name, and is this code, named ``it``."""

    def take(group: str, name: str, code: str) -> None:
        site = tmp_path / "site"
        about = site / "kiosk_trouble-1.dist-info"
        about.mkdir(parents=True)
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: kiosk-trouble\nVersion: 1\n", encoding="utf-8")
        (about / "entry_points.txt").write_text(f"[{group}]\n{name} = kiosk_trouble:it\n", encoding="utf-8")
        (site / "kiosk_trouble.py").write_text(code, encoding="utf-8")
        use(site)

    return take
