"""Write the tree of docs/architecture.md anew from the folders: `python3 run.py docs` calls it.

Order and remarks of the folders that are drawn stay as they are; a new folder is drawn below its parent and waits for
its remark.
"""

import re
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
PACKAGES = ("kiosk", "printing")
WIDTH = 110
REMARK_AT = 26
_BLOCK = re.compile(r"(?<=^```\n)(kiosk/.*?)(?=^```)", re.MULTILINE | re.DOTALL)
_FOLDER = re.compile(r"^(?P<indent> *)(?P<name>\w+)/ *(?:#(?P<remark>.*))?$")


def drawn_folders(block: str) -> dict[str, str]:
    """Remark by path of the folders that a drawn tree opens, in its order; other lines are left out."""
    folders: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in block.splitlines():
        if not (found := _FOLDER.match(line)):
            continue
        indent = len(found["indent"])
        while above and above[-1][0] >= indent:
            above.pop()
        path = f"{above[-1][1]}/{found['name']}" if above else found["name"]
        above.append((indent, path))
        folders.setdefault(path, (found["remark"] or "").strip())
    return folders


def tree(remarks: dict[str, str]) -> str:
    """The tree as it is drawn: each folder with its remark, then its modules; last what lies beside the packages."""
    real = {
        folder.parent.relative_to(ROOT).as_posix() for name in PACKAGES for folder in (ROOT / name).rglob("__init__.py")
    }
    order = [path for path in remarks if path in real]
    for path in sorted(real - set(order)):
        siblings = [i for i, other in enumerate(order) if other.startswith(path.rpartition("/")[0])]
        order.insert(siblings[-1] + 1 if siblings else len(order), path)
    lines = []
    for path in order:
        indent = "  " * path.count("/")
        opening = f"{indent}{path.rpartition('/')[2]}/"
        lines.append(f"{opening:<{REMARK_AT - 2}}# {remarks.get(path, '')}".rstrip())
        modules = sorted(file.stem for file in (ROOT / path).glob("*.py") if file.stem != "__init__")
        inner = indent + "  "
        lines += textwrap.wrap(" ".join(modules), WIDTH, initial_indent=inner, subsequent_indent=inner)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Draw the tree in place of the one that is there; what follows the packages in the block stays."""
    page = PAGE.read_text(encoding="utf-8")
    block = _BLOCK.search(page)[1]
    beside = re.search(r"^resources/.*", block, re.MULTILINE | re.DOTALL)[0]
    PAGE.write_text(page.replace(block, tree(drawn_folders(block)) + beside), encoding="utf-8")


if __name__ == "__main__":
    main()
