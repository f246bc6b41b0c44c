"""``kiosk mail``: tickets to the attendees, as a table for a mail merge, as drafts, or sent."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from kiosk import settings
from kiosk.actions.mails.account import VARIABLE, account_from, keep_password, password_of, settings_of
from kiosk.actions.mails.files import write_mail_files
from kiosk.actions.mails.roll import CHOICES, chosen, mail_roll, roll_json, unreachable
from kiosk.actions.mails.send import Patience, Result, Run, check_account, send_tickets, send_trial
from kiosk.actions.mails.words import change_mail_words, mail_words
from kiosk.cli.shared import EVENT, JSON, PATH, print_json, progress_bar, reading, secret, writing
from kiosk.core.mail import MailState, Outcome, Words
from kiosk.core.mail_account import PORTS, Account, Security
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.words.catalogue import _, language
from kiosk.words.mail import run_text, server_text, state_text, stopped_text
from kiosk.words.terms import export_word

_GIVEN = ("host", "port", "security", "user", "sender", "sender_name", "reply_to", "pace", "certificate")


@click.command("mail", epilog="Example: kiosk mail workshop.kiosk --out mail-merge.xlsx")
@EVENT
@click.option(
    "--out", type=PATH, help="A table NAME.xlsx or NAME.csv with the pictures beside it, or a folder of drafts."
)
@click.option("--send", is_flag=True, help="Send tickets to everyone who is due one.")
@click.option("--trial", metavar="ADDRESS", help="Send a single test e-mail to this address; nothing is recorded.")
@click.option(
    "--only",
    multiple=True,
    metavar="WHO",
    help="Recipients: due, changed, refused, unsure, or an id or ticket code.  [default: due]",
)
@click.option("--host", help="Server for outgoing e-mail; --remember keeps it and the options below on this laptop.")
@click.option(
    "--port", type=click.IntRange(1, 65_535), help="Port: 587 for STARTTLS, 465 for TLS, 25 without encryption."
)
@click.option("--security", type=click.Choice([str(way) for way in Security]), help="How the connection is encrypted.")
@click.option("--user", help="User name for the server; empty if none is needed.")
@click.option("--sender", metavar="ADDRESS", help="Sender address.")
@click.option("--sender-name", metavar="NAME", help="Sender name.")
@click.option("--reply-to", metavar="ADDRESS", help="Address for replies.")
@click.option("--pace", type=click.IntRange(1, 6000), help="E-mails per minute.")
@click.option("--certificate", metavar="FILE", help="A PEM file to trust, for your own server.")
@click.option("--wait", type=click.FloatRange(0), multiple=True, help="Seconds to wait before retrying an "
              "e-mail the server put off; repeat for each try.  [default: 60, 300, 900]")  # fmt: skip
@click.option(
    "--remember", is_flag=True, help="Keep the account on this laptop, with its password in the system's key store."
)
@click.option("--words", type=PATH, help="A text file: the first line is the subject, the rest the text.")
@click.option("--language", "of_language", metavar="CODE", help="Language of --words.")
@JSON
def mail_command(
    event: Path, out: Path | None, send: bool, trial: str | None, only: tuple[str, ...], wait: tuple[float, ...],
    remember: bool, words: Path | None, of_language: str | None, as_json: bool, **given: object,
) -> None:  # fmt: skip
    """Send tickets by e-mail, or prepare a mail merge or drafts; without options, show what was sent to whom."""
    if sum((out is not None, send, trial is not None, words is not None)) > 1:
        raise click.UsageError(_("Use only one of --out, --send, --trial and --words."))
    if words is not None:
        _keep_words(event, words, of_language)
    elif out is not None:
        _write_files(event, out, as_json)
    elif send or trial is not None:
        account = _account(given)
        check_account(account)
        password = _password(account, remember)
        if trial is not None:
            _send_trial(event, account, password, trial, only or CHOICES)
        else:
            patience = Patience(put_off=wait) if wait else Patience()
            _send(event, account, password, only or (MailState.DUE,), patience, as_json)
    else:
        _list(event, as_json)


def _list(event: Path, as_json: bool) -> None:
    with reading(event) as records:
        roll = mail_roll(records)
    for one in roll:
        if as_json:
            print_json(roll_json(one))
        else:
            said = one.last.server if one.last else ""
            click.echo("\t".join((one.person.name, one.person.affiliation, one.person.email, state_text(one), said)))


def _write_files(event: Path, out: Path, as_json: bool) -> None:
    with reading(event) as records, progress_bar(_("Tickets")) as progress:
        sender = account_from(settings.load()).mailbox
        made = write_mail_files(records, out, export_word, sender=sender, language=language(), progress=progress)
    _name_unreachable(made.unreachable)
    if as_json:
        unreached = [person.id for person in made.unreachable]
        print_json({"count": made.count, "files": [str(path) for path in made.files], "no_address": unreached})
    else:
        click.echo(_("{count} made: {file}").format(count=made.count, file=out))


def _send(event: Path, account: Account, password: str, only: Iterable[str], patience: Patience, as_json: bool) -> None:
    with writing(event) as records, progress_bar(_("E-mails")) as progress:
        roll = mail_roll(records)
        run = send_tickets(
            records, chosen(roll, only), account, password, note=lambda work: work(records),
            tell=lambda run: progress(len(run.results), run.total), patience=patience,
        )  # fmt: skip
    missing = tuple(one.person for one in unreachable(roll))
    if account.security is Security.NONE:
        click.echo(_("These e-mails were sent to the server without encryption."), err=True)
    _name_unreachable(missing)
    if as_json:
        print_json(_run_json(run, missing))
    else:
        _tell_run(run)
    unsent = len(run.results) + len(run.left) - len(run.of(Outcome.SENT))
    if unsent:
        raise KioskError("mail.not_all_sent", count=unsent)


def _send_trial(event: Path, account: Account, password: str, to: str, only: Iterable[str]) -> None:
    with reading(event) as records:
        roll = mail_roll(records)
        found = chosen(roll, only) or [one for one in roll if one.person.is_registered]
        if not found:
            raise KioskError("mail.nobody")
        said = send_trial(records, found[0].letter, account, password, to)
    click.echo(_("The test e-mail was sent to {email}. The server replied: {answer}").format(email=to, answer=said))


def _keep_words(event: Path, file: Path, of_language: str | None) -> None:
    subject, _line, body = file.read_text(encoding="utf-8-sig").partition("\n")
    with writing(event) as records:
        wanted, known = of_language or language(), mail_words(records)
        if wanted not in known:
            raise KioskError("mail.unknown_language", language=wanted, known=", ".join(known))
        change_mail_words(records, wanted, Words(subject.strip(), body.strip("\n") + "\n"))
    click.echo(_("From now on this text is used for e-mails in this language: {language}.").format(language=wanted))


def _account(given: dict[str, object]) -> Account:
    """The account of this laptop, with what was said in this call; the port follows the encryption unless it is
    said.
    """
    said = {name: given[name] for name in _GIVEN if given[name] is not None}
    if "security" in said:
        said["security"] = security = Security(str(said["security"]))
        said.setdefault("port", PORTS[security])
    return replace(account_from(settings.load()), **said)  # type: ignore[arg-type]


def _password(account: Account, remember: bool) -> str:
    password = password_of(account)
    if account.user and not password:
        password = secret(VARIABLE, _("Password of {user}").format(user=account.user))
    if remember:
        settings.save(replace(settings.load(), **settings_of(account)))  # type: ignore[arg-type]
        if account.user and not keep_password(account, password):
            click.echo(_("This computer has no key store, so you will be asked for the password each time."), err=True)
    return password


def _name_unreachable(people: Iterable[Attendee]) -> None:
    for person in people:
        who = ", ".join(filter(None, (person.name, person.affiliation)))
        click.echo(_("No e-mail address: {who}").format(who=who), err=True)


def _tell_run(run: Run) -> None:
    for result in run.results.values():
        if result.outcome is not Outcome.SENT:
            click.echo("\t".join((result.person.name, result.address, server_text(result))))
    if stopped := stopped_text(run):
        click.echo(stopped, err=True)
    click.echo(run_text(run))


def _run_json(run: Run, missing: Iterable[Attendee]) -> dict[str, object]:
    def result_json(result: Result) -> dict[str, object]:
        return {
            "attendee_id": result.person.id, "address": result.address, "outcome": str(result.outcome),
            "server": result.server,
        }  # fmt: skip

    return {
        "sent": len(run.of(Outcome.SENT)), "results": [result_json(result) for result in run.results.values()],
        "left": [person.id for person in run.left], "no_address": [person.id for person in missing],
        "stopped": run.stopped.code if run.stopped else None,
    }  # fmt: skip
