"""What of others we hand on: the table names all of it, each under a licence that we may ship, with its text."""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, metadata
from pathlib import Path

import pytest
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kiosk import third_parties

MAY_SHIP = {
    "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "LGPL-2.1-or-later", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU",
    "MPL-2.0", "OFL-1.1", "PSF-2.0", "PostgreSQL", "Unicode-3.0", "Zlib", "blessing",
}  # fmt: skip
"""By docs/decisions/dependencies.md.  Whoever adds one says there why it may be handed on."""

SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
)


def asked_for(name: str, extras: tuple[str, ...], system: dict[str, str], seen: set[str]) -> Iterator[str]:
    """Names of all packages that ``name`` brings along on a system, as far as they can be asked here."""
    try:
        requirements = distribution(name).requires or []
    except PackageNotFoundError:
        return  # of another system; its own name is known
    for text in requirements:
        wanted = Requirement(text)
        marker = wanted.marker
        if marker is not None and not any(marker.evaluate({**system, "extra": extra}) for extra in (*extras, "")):
            continue
        key = canonicalize_name(wanted.name)
        if key not in seen:
            seen.add(key)
            yield key
            yield from asked_for(key, tuple(wanted.extras), system, seen)


def of_other_pythons(pins: str) -> set[str]:
    """Packages that no system wants with this Python: they serve earlier ones, and are not here to be asked."""
    pinned = [Requirement(line) for line in re.findall(r"(?m)^([\w.-]+==[^\\\n]+?) *\\?$", pins)]
    wanted = {one.name for one in pinned for system in SYSTEMS if one.marker is None or one.marker.evaluate(system)}
    return {canonicalize_name(one.name) for one in pinned} - {canonicalize_name(name) for name in wanted}


def test_the_table_names_every_package_that_is_handed_on(checkout: Path):
    pins = (checkout / "requirements.txt").read_text(encoding="utf-8")
    asked = {name for system in SYSTEMS for name in asked_for("checkin-kiosk", ("hub", "encrypted"), system, set())}
    asked.discard("editables")  # only an installation in place needs it
    assert asked == {canonicalize_name(name) for name in third_parties.names()} - of_other_pythons(pins)


@pytest.mark.parametrize("part", third_parties.parts(), ids=lambda part: part.name)
def test_each_part_may_be_handed_on_and_has_its_licence_beside_it(part: third_parties.Part):
    choices = [set(choice.split(" AND ")) for choice in part.licence.split(" OR ")]
    assert any(choice <= MAY_SHIP for choice in choices), part.licence
    assert all(text.read_text("utf-8", errors="replace").strip() for text in part.texts) and part.texts


@pytest.mark.parametrize("name", [part.name for part in third_parties.parts() if not part.inside])
def test_the_table_says_what_the_package_says(name: str):
    """Of a choice the table may name the half that we take."""
    stated = metadata(name).get("License-Expression") or metadata(name).get("License") or ""
    try:
        expression = canonicalize_license_expression(stated)
    except InvalidLicenseExpression:
        return  # a sentence, or the whole text
    (part,) = (part for part in third_parties.parts() if part.name == name)
    assert part.licence == expression or part.licence in expression.split(" OR ")
