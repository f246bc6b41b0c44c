"""The pages as a site: built strictly, whole without a network."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built."""
    out = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)]
    done = subprocess.run(build, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_is_in_it_and_every_decision_is_linked(site: Path):
    written = {path.relative_to(CHECKOUT / "docs") for path in (CHECKOUT / "docs").rglob("*.md")}
    korean = {path for path in written if path.name.endswith(".ko.md")}
    assert [path for path in korean if not (site / "ko" / path.name.replace(".ko.md", ".html")).is_file()] == []
    pages = {path.with_suffix(".html") for path in written - korean}
    assert [page for page in sorted(pages) if not (site / page).is_file()] == []
    home = (site / "index.html").read_text(encoding="utf-8")
    assert [
        page for page in sorted(pages) if f'href="{page.as_posix()}"' not in home and page.name != "index.html"
    ] == []


def test_nothing_is_fetched_from_another_host(site: Path):
    fetched = []
    for page in site.rglob("*.html"):
        tags = re.findall(r"<(?:link|script|img|iframe|source|object)\b[^>]*>", page.read_text(encoding="utf-8"))
        fetched += [tag for tag in tags if re.search(r"""(?:src|href|data)=["']?(?:https?:)?//""", tag)]
    for style in site.rglob("*.css"):
        fetched += re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)]*", style.read_text(encoding="utf-8"))
    assert fetched == []
