"""Badges, and certificates with their codes, credentials, structure and signature, beside merging a PDF a person."""

from collections.abc import Iterator

from tests.benchmarks import Figure
from tests.benchmarks.bench_printing import BADGES_MERGED, CERTIFICATES_MERGED, beside

TITLE = "Badges and signed certificates, beside merging"


def measure() -> Iterator[Figure]:
    """Ours beside theirs by turns."""
    yield beside("badges", BADGES_MERGED)
    yield beside("certificates signed", CERTIFICATES_MERGED)
