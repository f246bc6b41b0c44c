"""What the tests of the command line share: a call of ``kiosk``, and a small event to call it on."""

from pathlib import Path

import pytest

from kiosk.cli.main import main
from tests import making
from tests.cli.calls import Result, Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture, tmp_path: Path) -> Run:
    """Call ``kiosk`` in this process with words and what stands on its standard input."""
    monkeypatch.setenv("KIOSK_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)

    def call(*words: str | Path, stdin: str | bytes = "") -> Result:
        content = stdin if isinstance(stdin, bytes) else stdin.encode("utf-8", "surrogatepass")
        (tmp_path / ".stdin").write_bytes(content)
        capfd.readouterr()
        with (tmp_path / ".stdin").open(encoding="utf-8") as file, monkeypatch.context() as patch:
            patch.setattr("sys.argv", ["kiosk", *map(str, words)])
            patch.setattr("sys.stdin", file)
            try:
                status = main()
            except SystemExit as leaving:
                status = leaving.code
        return Result(status, *capfd.readouterr())

    return call


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """A day with three people, closed."""
    return making.closed_event(tmp_path)
