"""What a disk may hold after the power went off: recorded writes and syncs replayed up to an instant.

The model is the weakest promise of a disk: what was synced is there; of what was written since then any part may be,
in any order, torn at sectors of 512 bytes; a new file's name is there once its folder was synced, and a removed one's
is gone then.
"""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("<cHQQ")


@dataclass(frozen=True, slots=True)
class Call:
    """One recorded call; ``kind`` is a letter of io_faults.c, ``at`` an offset or a size."""

    kind: str
    path: str
    at: int
    data: bytes


def read_recording(file: Path) -> list[Call]:
    """The calls of a recording in their order."""
    content, position, calls = file.read_bytes(), 0, []
    while position < len(content):
        kind, path_length, at, length = _HEAD.unpack_from(content, position)
        position += _HEAD.size
        path = content[position : position + path_length].decode()
        position += path_length
        calls.append(Call(kind.decode(), path, at, content[position : position + length]))
        position += length
    return calls


@dataclass
class _File:
    """``synced`` is what the disk promised to hold; ``since`` the writes and cuts after that."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[Call] = field(default_factory=list)
    named: bool = False  # whether its name is sure to be found
    removed: bool = False  # whether it was removed, which is not sure before the folder is synced


class Disk:
    """The files of one folder as the calls made them, and as a power cut may leave them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = b""
        self._files: dict[str, _File] = {
            str(path): _File(bytearray(path.read_bytes()), named=True) for path in folder.iterdir() if path.is_file()
        }

    def take(self, call: Call) -> None:
        """Go on by one call."""
        if call.kind == "a":
            self.said += call.data
        elif call.kind == "s":
            self._sync(call.path)
        elif call.kind == "u":
            self._files.setdefault(call.path, _File()).removed = True
        elif call.kind == "r":
            self._files[call.data.decode()] = self._files.pop(call.path)
        elif call.kind == "o":
            self._files[call.path] = _File()
        else:
            self._files.setdefault(call.path, _File()).since.append(call)

    def after_cut(self, luck: random.Random) -> dict[str, bytes]:
        """Contents by file name, as the disk may hold them when the power goes off now."""
        share = luck.choice((0.0, luck.random(), 1.0))  # nothing unsynced survives, some of it, all
        found = {}
        for path, file in self._files.items():
            if (not file.named or file.removed) and luck.random() < 0.5:
                continue
            content = bytearray(file.synced)
            for call in file.since:
                _apply(content, call, luck, share)
            found[Path(path).name] = bytes(content)
        return found

    def _sync(self, path: str) -> None:
        if Path(path) == self.folder:
            self._files = {name: file for name, file in self._files.items() if not file.removed}
            for file in self._files.values():
                file.named = True
            return
        file = self._files.get(path)
        if file is not None:
            for call in file.since:
                _apply(file.synced, call, None, 1.0)
            file.since.clear()


def _apply(content: bytearray, call: Call, luck: random.Random | None, share: float) -> None:
    """Do a write or a cut; with ``luck``, sector by sector as it comes."""
    if call.kind == "t":
        if luck is None or luck.random() < share:
            content[call.at :] = b"" if len(content) >= call.at else bytes(call.at - len(content))
        return
    for offset, piece in _sectors(call):
        if luck is None or share == 1.0 or luck.random() < share:
            if len(content) < offset:
                content.extend(bytes(offset - len(content)))
            content[offset : offset + len(piece)] = piece


def _sectors(call: Call) -> Iterator[tuple[int, bytes]]:
    start = call.at
    while start < call.at + len(call.data):
        end = min((start // SECTOR + 1) * SECTOR, call.at + len(call.data))
        yield start, call.data[start - call.at : end - call.at]
        start = end
