"""What libraries warn of is no sentence for a person: none of it reaches the terminal of the real command."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

PIXELS = (11_000, 9_000)  # more than Pillow warns of, fewer than it refuses


def layout_with_picture(folder: Path, picture: str) -> None:
    (folder / "badge-x.toml").write_text(
        f'[layout]\nname = "x"\nsize = [90, 60]\n\n[[item]]\nkind = "image"\nx = 0\ny = 0\nwidth = 20\nheight = 20\n'
        f'file = "{picture}"\n',
        encoding="utf-8",
    )


@pytest.mark.parametrize("line", [
    "verify FILE --event EVENT", "verify FILE --key none.json", "certificates EVENT seal FILE",
    "event EVENT --picture FILE", "join joined.kiosk FILE", "join joined.kiosk --invitation FILE",
    "badges EVENT --out b.pdf --layout badge-x.toml",
])  # fmt: skip
@pytest.mark.parametrize("name", ["large.png", "large.jpg"])
def test_no_warning_of_a_large_picture_reaches_the_terminal(
    line: str, name: str, event: Path, tmp_path: Path, environment_of_a_user: dict[str, str]
):
    Image.new("1" if name.endswith("png") else "L", PIXELS).save(tmp_path / name)
    layout_with_picture(tmp_path, name)
    words = [{"FILE": name, "EVENT": str(event)}.get(word, word) for word in line.split()]
    environment = environment_of_a_user | {"KIOSK_LANGUAGE": "en", "PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run(
        [sys.executable, "-m", "kiosk", *words], cwd=tmp_path, env=environment, capture_output=True, text=True,
        check=False, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert "Warning" not in ended.stderr and "Traceback" not in ended.stderr and "bug in" not in ended.stderr
    assert ended.returncode != 0 and ended.stderr.strip()
