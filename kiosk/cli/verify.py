"""``kiosk verify``."""

import sys
from pathlib import Path

import click

from kiosk.actions.office.check_evidence import EvidenceFound
from kiosk.actions.office.check_what import check_by_event, check_by_keys, check_text_by_event
from kiosk.actions.papers import verify_certificates as certificates
from kiosk.cli.shared import JSON, PATH, print_json, reading
from kiosk.core.verification import Verdict, Verified, worst
from kiosk.words.catalogue import _
from kiosk.words.certificates import verified_text
from kiosk.words.evidence import found_lines


@click.command("verify", epilog="Example: kiosk verify certificate.pdf --event workshop.kiosk")
@click.argument("what", metavar="FILE|FOLDER|ZIP|TEXT|-")
@click.option("--event", type=PATH, help="The event that issued it.")
@click.option("--key", type=PATH, help="The event's key file, from ‘kiosk certificates EVENT register --out key.json’.")
@JSON
def verify_command(what: str, event: Path | None, key: Path | None, as_json: bool) -> None:
    """Check whether a certificate or ticket is genuine: a PDF, a picture, a folder of these, or the text of its code.

    An evidence folder or zip is checked for changes.  A dash reads the text from standard input.  Exit status 0 only
    if everything checked is genuine.
    """
    if event is not None and key is not None:
        raise click.UsageError(_("Use either --event or --key."))
    text = sys.stdin.readline().rstrip("\r\n") if what == "-" else what
    if event is not None:
        with reading(event) as records:
            found = check_text_by_event(records, text) if what == "-" else check_by_event(records, text)
    else:
        keys = certificates.keys_of_file(key) if key is not None else None
        found = [certificates.verify_text(text, keys)] if what == "-" else check_by_keys(text, keys)
    if isinstance(found, EvidenceFound):
        _tell_evidence(found, as_json)
        return
    has_key = event is not None or key is not None
    for answer in found:
        if as_json:
            print_json(verified_json(answer))
        else:
            click.echo(verified_text(answer, has_key=has_key))
    if worst(found) is not Verdict.GENUINE:
        click.get_current_context().exit(1)


def _tell_evidence(found: EvidenceFound, as_json: bool) -> None:
    if as_json:
        print_json(evidence_json(found))
    else:
        for line in found_lines(found):
            click.echo(line)
    if found.verdict is not Verdict.GENUINE:
        click.get_current_context().exit(1)


def evidence_json(found: EvidenceFound) -> dict[str, object]:
    """What was found of an evidence folder, as facts."""
    return {
        "verdict": found.verdict, "subject": "evidence", "whole": found.is_whole, "signed": found.signed,
        "event": found.event, "files": found.files, "changed": list(found.changed), "missing": list(found.missing),
        "added": list(found.added), "broken_lines": [[one.log_id, one.seq, one.fault] for one in found.broken],
        "figures": found.comparison.figures,
        "differences": [
            {"figure": one.figure, "told": one.stated, "counted": one.counted} for one in found.comparison.differences
        ],
        "file": found.path.name,
    }  # fmt: skip


def verified_json(found: Verified) -> dict[str, object]:
    """What was found, as facts."""
    return {
        "verdict": found.verdict,
        "subject": found.subject,
        "serial": found.serial or None,
        "name": found.name or None,
        "issued_on": found.issued_on or None,
        "minutes": found.minutes,
        "replaced_by": found.replaced_by or None,
        "reason": found.reason,
        "file": found.file or None,
    }
