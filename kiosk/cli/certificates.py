"""``kiosk certificates``: issued, listed, revoked, issued again."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from kiosk.actions.event import name_organiser
from kiosk.actions.papers import certificate_register as register
from kiosk.actions.papers import issue_certificates as certificates
from kiosk.actions.papers.certificate_key import signatory_of
from kiosk.actions.papers.keep_seal import keep_seal
from kiosk.actions.papers.register_files import export_register
from kiosk.actions.papers.render_certificates import render_papers
from kiosk.cli.shared import EVENT, JSON, PATH, desk_name, print_json, progress_bar, reading, secret, utc_text, writing
from kiosk.core.certificate_paper import IssuedCertificate
from kiosk.core.kept_register import KeptLine
from kiosk.words import catalogue, error_messages, terms
from kiosk.words.catalogue import _
from kiosk.words.certificates import register_word, revoked_because, state_advice, state_text, withheld_text


class Step(StrEnum):
    """What is done with certificates that were issued."""

    LIST = "list"
    REVOKE = "revoke"
    REISSUE = "reissue"
    REGISTER = "register"


@click.command("certificates", epilog="Example: kiosk certificates workshop.kiosk --out certificates/")
@EVENT
@click.argument("step", type=click.Choice([step.value for step in Step]), required=False)
@click.argument("serials", metavar="[NUMBER]...", nargs=-1)
@click.option("--out", type=PATH, help="A folder for one PDF each, or NAME.pdf.")
@click.option(
    "--layout", default="", help="Name of a layout, or a layout file; default: the one for each person's language."
)
@click.option("--session", default="", metavar="CODE", help="Certificates of attendance for this session.")
@click.option("--seal", type=PATH, help="A picture of the seal, kept in the event and stamped on certificates.")
@click.option("--organiser", default="", help="Who issues the certificates, if the event does not say yet.")
@click.option("--desk", metavar="NAME", help="Prefix of the numbers of new certificates.")
@click.option("--reason", default="", help="Reason for revoking or reissuing a certificate.")
@click.option(
    "--pkcs12",
    type=PATH,
    help="The institution's key, which also signs; its password is read from KIOSK_PKCS12_PASSWORD.",
)
@JSON
def certificates_command(event: Path, step: str | None, serials: tuple[str, ...], **wish: object) -> None:
    """Issue certificates to all who earned one, and show who did not and why.

    list: show every certificate, its state, and which should be reissued.

    revoke: revoke the certificates with these numbers; needs --reason.

    reissue: reissue those with these numbers, or all that need it; needs --reason.

    register: save the register to --out as NAME.pdf or NAME.xlsx; as NAME.json or NAME.html for checking elsewhere;
    as NAME.jsonl for Open Badges of the valid ones.
    """
    if step is None and wish["out"] is None:
        raise click.UsageError(_("--out is missing: a folder for one PDF each, or NAME.pdf."))
    if step == Step.REGISTER and wish["out"] is None:
        raise click.UsageError(_("--out is missing: NAME.pdf, NAME.xlsx, NAME.json, NAME.jsonl or NAME.html."))
    if step == Step.REVOKE and not serials:
        raise click.UsageError(_("Give the numbers of the certificates to revoke."))
    _STEPS[Step(step) if step else None](event, serials, **wish)


def _issue(
    event: Path, _serials: tuple[str, ...], *, out: Path, layout: str, session: str, seal: Path | None,
    organiser: str, desk: str | None, pkcs12: Path | None, as_json: bool, **_wish: object,
) -> None:  # fmt: skip
    institution = signatory_of(pkcs12, secret("KIOSK_PKCS12_PASSWORD", _("Password of the key"))) if pkcs12 else None
    with writing(event) as records, progress_bar(_("Certificates")) as progress:
        if seal is not None:
            keep_seal(records, seal)
        if organiser:
            name_organiser(records, organiser, catalogue.language())
        issue = certificates.issue_certificates(
            records, out, desk=desk_name(desk), layout_name=layout, session=session, progress=progress,
            institution=institution,
        )  # fmt: skip
        states = register.certificate_states(records)
    # What is missing of the event is found in every file anew.
    for finding in dict.fromkeys(finding for findings in issue.findings for finding in findings.all):
        click.echo(error_messages.finding(finding), err=True)
    _tell_withheld(issue)
    for certificate, trouble in issue.left_out:
        click.echo(f"{certificate.serial}\t{error_messages.explain(trouble.code, trouble.details)}", err=True)
    _tell_states(states)
    if as_json:
        print_json(_issue_json(issue, states))
        return
    click.echo(_("{count} {count:certificate|certificates}.").format(count=len(issue.issued)))
    for refused in issue.refused:
        reasons = " ".join(terms.shortfall(code, ", ".join(refused.missed)) for code in refused.shortfalls)
        click.echo(f"{refused.attendee.name}\t{refused.attendee.affiliation}\t{reasons}")


def _list(event: Path, serials: tuple[str, ...], *, as_json: bool, **_wish: object) -> None:
    with reading(event) as records:
        found = register.register_now(records)
    for kept in found.kept:
        if serials and kept.serial not in serials:
            continue
        if as_json:
            print_json(kept_json(kept))
        else:
            told = [kept.serial, "", "", state_text(kept.state), _("personal data was erased")]
            click.echo("\t".join(told))
    for one in found.certificate_states:
        if serials and one.certificate.serial not in serials:
            continue
        if as_json:
            print_json(state_json(one))
            continue
        certificate = one.certificate
        told = [certificate.serial, one.name, one.affiliation, state_text(certificate.state)]
        told.append(revoked_because(certificate.state_reason) or state_advice(one))
        click.echo("\t".join(told).rstrip())


def _revoke(event: Path, serials: tuple[str, ...], *, reason: str, as_json: bool, **_wish: object) -> None:
    with writing(event) as records:
        _tell_numbers(register.revoke(records, serials, reason), as_json)


def _reissue(
    event: Path, serials: tuple[str, ...], *, reason: str, layout: str, out: Path | None, as_json: bool,
    **_wish: object,
) -> None:  # fmt: skip
    with writing(event) as records, progress_bar(_("Certificates")) as progress:
        made = register.reissue(records, serials, reason, layout_name=layout)
        if out is not None and made:
            render_papers(records, made, out, progress=progress)
    _tell_numbers(made, as_json)


def _register(event: Path, _serials: tuple[str, ...], *, out: Path, as_json: bool, **_wish: Any) -> None:
    with reading(event) as records:
        export_register(records, out, register_word, language=catalogue.language())
    if as_json:
        print_json({"file": str(out)})
    else:
        click.echo(_("The register of certificates: {file}").format(file=out))


def _tell_numbers(told: list[IssuedCertificate], as_json: bool) -> None:
    for certificate in told:
        if as_json:
            print_json(certificate_json(certificate))
        else:
            click.echo(f"{certificate.serial}\t{state_text(certificate.state)}\t{certificate.replaces}".rstrip())
    if not told and not as_json:
        click.echo(_("No certificate needs to be issued again."))


def _tell_withheld(issue: certificates.Issue) -> None:
    for one in issue.withheld:
        click.echo(withheld_text(one), err=True)


def _tell_states(states: list[register.CertificateState]) -> None:
    for one in states:
        if told := state_advice(one):
            click.echo(f"{one.certificate.serial}\t{one.name}\t{told}", err=True)


def _issue_json(issue: certificates.Issue, states: list[register.CertificateState]) -> dict[str, object]:
    names = {(one.certificate.serial, one.certificate.attendee_id): one.name for one in states}
    return {
        "issued": [
            {
                "serial": certificate.serial,
                "attendee_id": person.id,
                "name": names[certificate.serial, person.id],
                **certificate.basis,
            }
            for person, certificate in issue.issued
        ],
        "refused": [
            {
                "attendee_id": refused.attendee.id,
                "name": refused.attendee.name,
                "codes": list(refused.shortfalls),
                "reasons": [terms.shortfall(code, ", ".join(refused.missed)) for code in refused.shortfalls],
            }
            for refused in issue.refused
        ],
        "withheld": [
            {"attendee_id": one.attendee.id, "name": one.attendee.name, "field": one.field, "missing": one.characters}
            for one in issue.withheld
        ],
        "left_out": [{"serial": one.serial, "reason": trouble.code} for one, trouble in issue.left_out],
        "needs_reissue": [state_json(one) for one in states if one.needs_reissue],
        "no_longer_earned": [state_json(one) for one in states if one.no_longer_earned],
        "files": [str(path) for path in issue.files],
    }


def state_json(one: register.CertificateState) -> dict[str, object]:
    """A certificate as it stands, with what would be different today."""
    return certificate_json(one.certificate) | {
        "name": one.name,
        "affiliation": one.affiliation,
        "earned": one.earned,
        "needs_reissue": list(one.reasons) if one.needs_reissue else [],
    }


def kept_json(line: KeptLine) -> dict[str, object]:
    """What was kept of the certificate of somebody who was erased."""
    return {
        "serial": line.serial, "state": line.state, "issued_at": utc_text(line.issued_at), "hash": line.mark,
        "state_at": utc_text(line.state_at), "name": None, "erased": True,
    }  # fmt: skip


def certificate_json(certificate: IssuedCertificate) -> dict[str, object]:
    """A certificate as it was issued, and how it stands."""
    return {
        "serial": certificate.serial,
        "state": certificate.state,
        "series": certificate.series,
        "session": certificate.session or None,
        "attendee_id": certificate.attendee_id,
        "issued_at": utc_text(certificate.issued_at),
        "hash": certificate.mark,
        "replaces": certificate.replaces or None,
        "state_at": utc_text(certificate.state_at),
        "reason": certificate.state_reason,
        "by": certificate.state_by,
        **certificate.basis,
    }


_STEPS: Mapping[Step | None, Callable[..., None]] = {
    None: _issue, Step.LIST: _list, Step.REVOKE: _revoke, Step.REISSUE: _reissue, Step.REGISTER: _register,
}  # fmt: skip
