"""What whoever runs a hub puts beside it: alerts, a dashboard, a service for systemd, a file for Docker compose."""

from pathlib import Path

from kiosk import paths
from kiosk.actions.papers.output_paths import make_folder
from kiosk.errors import KioskError


def write_hub_files(folder: Path) -> list[Path]:
    """Write the files into a folder, made if missing; what was changed there since is not written over.

    Returns what was written.  Raises ``KioskError`` when a file of that name is there and differs, or none can be
    written.
    """
    texts = {folder / file.name: file.read_text("utf-8") for file in sorted(paths.resource("hub").iterdir())}
    make_folder(folder)
    try:
        for path, text in texts.items():
            if path.exists() and path.read_text("utf-8", errors="replace") != text:
                raise KioskError("event.exists", file=str(path))
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
    except OSError as trouble:
        raise KioskError("event.cannot_write", file=str(folder), why=trouble.strerror) from trouble
    return list(texts)
