"""The package for Debian: installed, started, upgraded and removed in bare Debian roots."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.bundles import built
from tests.journeys.display import bare_screen, opens_its_window

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not sys.platform.startswith("linux") or os.geteuid() != 0, reason="installs as root"),
    *(
        pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")
        for program in ("mmdebstrap", "Xvfb", "objdump", "dpkg-deb", "appstreamcli", "desktop-file-validate")
    ),
]

NAME = "checkin-kiosk"


@pytest.fixture(scope="module")
def package(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, made as ``run.py deb`` makes it."""
    folder = tmp_path_factory.mktemp("deb")
    bundle = built(checkout, folder)
    command = [sys.executable, checkout / "resources/installers/debian.py", bundle.parent, folder]
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    (made,) = folder.glob("*.deb")
    return made


class Root:
    """A Debian of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *command: str | Path, environment: dict[str, str] | None = None, check: bool = True) -> str:
        """What a command said, run as root in there."""
        base = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(
            ["chroot", self.folder, *map(str, command)],
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
            env={**base, **(environment or {})},
        )
        assert done.returncode == 0 or not check, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def install(self, package: Path) -> None:
        """Install a package file with what it needs."""
        shutil.copy(package, self.folder / "tmp")
        self.run("apt-get", "update", "-q")
        self.run("apt-get", "install", "-y", "-q", "--no-install-recommends", "--reinstall", f"/tmp/{package.name}")


@pytest.fixture(params=["bookworm", "trixie"])
def root(request: pytest.FixtureRequest) -> Iterator[Root]:
    """A bare Debian 12, and a bare Debian 13."""
    folder = Path(tempfile.mkdtemp(prefix=f"kiosk-{request.param}-"))
    made = subprocess.run(
        ["mmdebstrap", "--variant=minbase", request.param, folder], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(folder)
        pytest.skip(f"no {request.param} can be fetched here: {made.stderr.strip().splitlines()[-1:]}")
    mounted = [folder / "proc", folder / "dev/pts"]
    for place, kind in zip(mounted, ("proc", "devpts"), strict=True):
        place.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "-t", kind, kind, place], check=True)
    # The terminals of devpts are opened by a name of their own.
    subprocess.run(["ln", "-sf", "pts/ptmx", folder / "dev/ptmx"], check=True)
    try:
        yield Root(folder)
    finally:
        for place in mounted:
            subprocess.run(["umount", "-l", place], check=True)
        shutil.rmtree(folder)


def test_the_package_is_installed_used_upgraded_and_removed_on_a_bare_debian(root: Root, package: Path):
    root.install(package)
    assert root.run("kiosk", "--version").startswith("kiosk ")
    told = root.run("kiosk", "--self-check", environment={"QT_QPA_PLATFORM": "offscreen"})
    assert "FAILED" not in told
    root.run("kiosk", "rehearse", "--out", "/root/우리 행사")
    (event,) = (root.folder / "root/우리 행사").glob("*.kiosk")
    inside = f"/root/우리 행사/{event.name}"
    opens_in_a_window(root, inside)
    root.install(newer(package))
    assert (root.folder / "root/.config/kiosk").is_dir()
    assert root.run("kiosk", "doctor", inside)
    root.run("apt-get", "remove", "-y", NAME)
    assert not (root.folder / "usr/lib" / NAME).exists()
    assert event.is_file() and (root.folder / "root/.config/kiosk").is_dir()


def opens_in_a_window(root: Root, event: str) -> None:
    """The event's file as the only word: so a double click calls the program."""
    with bare_screen("-listen", "local") as display:
        command = ["/usr/sbin/chroot", root.folder, "kiosk", event]
        opens_its_window(command, {"DISPLAY": display, "HOME": "/root", "PATH": "/usr/bin:/bin"})


def newer(package: Path) -> Path:
    """The same package under a later version, as the next release will be."""
    tree = Path(tempfile.mkdtemp(dir=package.parent))
    subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
    control = tree / "DEBIAN/control"
    lines = control.read_text("utf-8").splitlines()
    control.write_text(
        "\n".join(f"{line}+next" if line.startswith("Version: ") else line for line in lines) + "\n", "utf-8"
    )
    made = package.with_name("newer.deb")
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "--build", tree, made], check=True, capture_output=True)
    shutil.rmtree(tree)
    return made


def test_what_a_desktop_reads_of_the_package_is_valid(package: Path, tmp_path: Path):
    subprocess.run(["dpkg-deb", "-x", package, tmp_path], check=True)
    share = tmp_path / "usr/share"
    subprocess.run(["desktop-file-validate", share / "applications/checkin-kiosk.desktop"], check=True)
    subprocess.run(
        ["appstreamcli", "validate", "--no-net", share / "metainfo/local.checkin.kiosk.metainfo.xml"], check=True
    )
    subprocess.run(["update-mime-database", share / "mime"], check=True, capture_output=True)
    assert "application/vnd.checkin-kiosk:*.kiosk" in (share / "mime/globs").read_text("utf-8")
    for place in (
        "bash-completion/completions/kiosk",
        "zsh/vendor-completions/_kiosk",
        "fish/vendor_completions.d/kiosk.fish",
        "man/man1/kiosk.1.gz",
        "man/ko/man1/kiosk.1.gz",
        "icons/hicolor/48x48/apps/checkin-kiosk.png",
        f"doc/{NAME}/copyright",
    ):
        assert (share / place).stat().st_size > 100, place
