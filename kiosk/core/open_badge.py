"""A certificate as an Open Badge 3.0: a W3C Verifiable Credential (VC-JWT), checked by the key that its issuer is.

The issuer is its key (``did:key``): nothing has to be asked of a server.  https://www.imsglobal.org/spec/ob/v3p0
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.core.operation import as_text

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"  # of the multicodec table
CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a credential says, as the paper does.  ``issued_at`` is aware; ``mark`` the hash of the paper."""

    serial: str
    mark: str
    name: str
    issuer: str
    event: str
    label: str
    narrative: str
    issued_at: datetime


def did_of(public_key: bytes) -> str:
    """The name of an Ed25519 key of 32 bytes that says the key itself."""
    content = _ED25519 + public_key
    number, text = int.from_bytes(content, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _ALPHABET[digit] + text
    return f"did:key:z{text}"


def credential(facts: Facts, public_key: bytes) -> dict[str, Any]:
    """The credential, unsigned."""
    issuer = did_of(public_key)
    return {
        "@context": list(CONTEXTS),
        "id": f"urn:sha256:{facts.mark}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.label,
        "issuer": {"id": issuer, "type": ["Profile"], "name": facts.issuer},
        "validFrom": as_text(facts.issued_at.replace(microsecond=0)),
        "credentialSubject": {
            "id": f"urn:sha256:{facts.mark}:holder",
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "identityHash": facts.name, "identityType": "name", "hashed": False}
            ],
            "achievement": {
                "id": f"urn:sha256:{facts.mark}:achievement",
                "type": ["Achievement"],
                "achievementType": "Certificate",
                "name": facts.event,
                "description": facts.label,
                "criteria": {"narrative": facts.narrative},
            },
            "licenseNumber": facts.serial,
        },
    }


def signing_input(said: Mapping[str, Any], public_key: bytes) -> str:
    """What is signed of a credential (JWS, RFC 7515): its header and itself."""
    issuer = did_of(public_key)
    header = {"alg": "EdDSA", "typ": "JWT", "kid": f"{issuer}#{issuer.removeprefix('did:key:')}"}
    subject = {
        "iss": issuer,
        "jti": said["id"],
        "sub": said["credentialSubject"]["id"],
        "nbf": _seconds(str(said["validFrom"])),
    }
    return f"{_packed(header)}.{_packed({**said, **subject})}"


def signed(packed: str, signature: bytes) -> str:
    """The credential with its signature (compact JWS)."""
    return f"{packed}.{_url(signature)}"


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _packed(value: Mapping[str, Any]) -> str:
    return _url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")
