"""The certificate of the built-in hub: made on the organiser's laptop, for this hub alone, known by its fingerprint.

It signs itself and is the only one its desks accept, so no authority is asked for anything and no name has to stay the
same when the laptop gets another address.  ``cryptography`` makes it: no command ``openssl`` is on Windows, and the
server's package brings none.
"""

import datetime as dt
from pathlib import Path

from kiosk.errors import KioskError

_VALID = dt.timedelta(days=3650)


def make(certificate: Path, key: Path, now: dt.datetime) -> None:
    """Write a new P-256 key and a certificate signed with it; raises ``KioskError`` where the package is missing."""
    try:
        from cryptography import x509  # imported late: an optional package, for the hub alone
        from cryptography.hazmat.primitives import hashes, serialization  # imported late: as above
        from cryptography.hazmat.primitives.asymmetric import ec  # imported late: as above
        from cryptography.x509.oid import NameOID  # imported late: as above
    except ImportError as missing:
        raise KioskError("hub.not_installed") from missing
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kiosk hub")])
    signed = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=365))  # a desk whose clock is slow must take it too
        .not_valid_after(now + _VALID)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(secret, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem = secret.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    key.touch(mode=0o600)
    key.write_bytes(pem)
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
