"""The register of certificates as the log keeps it when the people are erased: no line says whose it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.core.certificate_paper import IssuedCertificate, PaperState
from kiosk.core.operation import as_text


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A number, when it was issued (UTC), the hash of what it says, how it stands, and since when (UTC)."""

    serial: str
    issued_at: datetime
    mark: str
    state: PaperState
    state_at: datetime | None = None


def line_of(certificate: IssuedCertificate) -> KeptLine:
    """What stays of a certificate."""
    return KeptLine(
        certificate.serial, certificate.issued_at, certificate.mark, certificate.state, certificate.state_at
    )


def register_payload(lines: Iterable[KeptLine]) -> list[dict[str, object]]:
    """The register as plain values."""
    return [
        {
            "serial": line.serial, "issued_at": as_text(line.issued_at), "hash": line.mark, "state": str(line.state),
            "state_at": line.state_at and as_text(line.state_at),
        }
        for line in lines
    ]  # fmt: skip


def lines_from(payload: object) -> tuple[KeptLine, ...]:
    """The register that ``register_payload`` kept; what is no line is left out: another desk may send anything."""
    return tuple(filter(None, map(_line_from, payload if isinstance(payload, list) else ())))


def _line_from(value: Any) -> KeptLine | None:
    if not isinstance(value, Mapping):
        return None
    try:
        ended = value["state_at"]
        return KeptLine(
            str(value["serial"]), datetime.fromisoformat(value["issued_at"]), str(value["hash"]),
            PaperState(value["state"]), datetime.fromisoformat(ended) if ended else None,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        return None
