"""The pages of docs/ as they go into a bundle: `kiosk.spec` calls this."""

import os
import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

_COLOURS = 64  # a picture of the window hardly shows more, and takes a third of the room then
_UNNEEDED = ("*.map", "sitemap*", "assets/javascripts/lunr")  # for who changes the theme, for robots, for a search
_ARTICLE = re.compile(r"(.*?)(<article.*</article>)(.*)", re.DOTALL)


def build(checkout: Path, folder: Path) -> None:
    """Build the site of ``checkout`` into ``folder``, as small as it reads well."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=checkout, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    for pattern in _UNNEEDED:
        for path in sorted(folder.rglob(pattern), reverse=True):
            for file in [*path.rglob("*"), path]:
                if file.is_file():
                    file.unlink()
    for file in folder.rglob("*.html"):
        file.write_text(_ARTICLE.sub(_without_indents, file.read_text("utf-8")), "utf-8")
    for file in folder.rglob("screenshots/*.png"):
        with Image.open(file) as picture:
            small = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        small.save(file, optimize=True)


def _without_indents(page: re.Match[str]) -> str:
    """The menus around a page, which repeat on each, without the theme's white space; the page itself as it is."""
    before, article, after = (
        part if place == 1 else re.sub(r"\s*\n\s*", "\n", part) for place, part in enumerate(page.groups())
    )
    return before + article + after
