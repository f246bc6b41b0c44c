"""The bill of materials of a bundle (CycloneDX), and the licences of what the build machine's Debian put into it.

What wheels bring is the table of `kiosk.third_parties`; the libraries of the system are asked of the system.
"""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from kiosk.third_parties import Part, parts

FILE = "sbom.cdx.json"


def write(folder: Path, libraries: Iterable[Path]) -> None:
    """Write the bill of ``folder``, the inside of a bundle; ``libraries`` are the files it took from this system.

    The texts that Debian keeps for those go to ``licences/debian`` there.
    """
    texts = folder / "resources" / "licences" / "debian"
    bill = Bom(components=[*map(_component, parts()), *_of_the_system(libraries, texts)])
    own = Component(
        name="checkin-kiosk", version=version("checkin-kiosk"), type=ComponentType.APPLICATION,
        licenses=[LicenseExpression("Apache-2.0")],
    )  # fmt: skip
    bill.metadata = BomMetaData(component=own)
    bill.register_dependency(own, bill.components)
    told = make_outputter(bill, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    (folder / FILE).write_text(told, encoding="utf-8")


def _component(part: Part) -> Component:
    is_package = not part.inside
    return Component(
        name=part.name,
        version=part.version or None,
        bom_ref=f"{part.inside or 'pypi'}:{part.name}",
        description=None if is_package else f"in {part.inside}",
        licenses=[LicenseExpression(part.licence)],
        purl=PackageURL("pypi", name=part.name.lower(), version=part.version) if is_package else None,
    )


def _of_the_system(libraries: Iterable[Path], texts: Path) -> Iterator[Component]:
    """The packages of Debian that these files are of; none on another system."""
    for package, release in sorted({_package_of(path) for path in libraries} - {None}):
        text = Path("/usr/share/doc", package, "copyright")
        texts.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(text, texts / f"{package}.txt")
        yield Component(
            name=package,
            version=release,
            bom_ref=f"debian:{package}",
            licenses=[DisjunctiveLicense(name=f"see resources/licences/debian/{package}.txt")],
            purl=PackageURL("deb", "debian", package, release),
        )


def _package_of(library: Path) -> tuple[str, str] | None:
    if shutil.which("dpkg-query") is None:
        return None
    for place in (library, library.resolve(), Path("/usr") / library.resolve().relative_to("/")):
        found = subprocess.run(["dpkg-query", "-S", place], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            package = found.stdout.split(":")[0]
            shown = ["dpkg-query", "-W", "-f", "${source:Version}", package]
            return package, subprocess.run(shown, capture_output=True, text=True, check=True).stdout
    return None
