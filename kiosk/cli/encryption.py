"""``kiosk encrypt``, ``kiosk recovery-code`` and ``kiosk decrypt``."""

from pathlib import Path

import click

from kiosk import settings
from kiosk.actions.event import path_of
from kiosk.actions.keeping import encrypt
from kiosk.actions.papers.output_paths import check_target
from kiosk.cli.shared import EVENT, JSON, PATH, IfDamaged, print_json, reading, seconds_shown
from kiosk.words import catalogue
from kiosk.words.catalogue import _


@click.command("encrypt", epilog="Example: kiosk encrypt workshop.kiosk --code-file recovery-code.pdf")
@EVENT
@click.option("--code-file", type=PATH, help="A PDF with the recovery code, to print and lock away.")
@click.option("--remove-copies", is_flag=True, help="Overwrite and delete the unencrypted backups.")
@JSON
def encrypt_command(event: Path, code_file: Path | None, remove_copies: bool, as_json: bool) -> None:
    """Encrypt the event file.  Its recovery code is printed first: the file opens only with it or the key store."""
    if code_file is not None:
        check_target(code_file, (".pdf",))
    with reading(event) as records:
        encrypt.check_may_change(records, encrypt=True)
        path, code = path_of(records), encrypt.make_code()
        if code_file is not None:
            encrypt.write_code(records, code, code_file, catalogue.language())
    tell_code(code.text, as_json)
    folder = settings.load().copies_folder
    with seconds_shown():
        done = encrypt.encrypt_event(path, code, folder=Path(folder) if folder else None)
    if remove_copies:
        encrypt.remove_copies(done.plain_copies)
    if as_json:
        print_json({
            "event": str(done.path), "code_file": code_file and str(code_file), "in_key_ring": done.in_ring,
            "plain_copies": [str(copy) for copy in done.plain_copies], "removed": remove_copies,
        })  # fmt: skip
        return
    if done.in_ring:
        click.echo(
            _("{file} is encrypted. This laptop remembers the code; other computers ask for it.").format(file=path)
        )
    else:
        click.echo(
            _(
                "{file} is encrypted. This computer has no key store, so you will be asked for the code each time."
            ).format(file=path)
        )
    if done.plain_copies:
        _tell_copies(done.plain_copies, remove_copies)


@click.command("recovery-code", epilog="Example: kiosk recovery-code workshop.kiosk --code-file recovery-code.pdf")
@EVENT
@click.option("--code-file", type=PATH, help="A PDF with the recovery code, to print and lock away.")
@JSON
def recovery_code_command(event: Path, code_file: Path | None, as_json: bool) -> None:
    """Print the recovery code of an encrypted event again, on a laptop that knows it."""
    if code_file is not None:
        check_target(code_file, (".pdf",))
    with reading(event, IfDamaged.TELL) as records:
        code = encrypt.code_of(records)
        if code_file is not None:
            encrypt.write_code(records, code, code_file, catalogue.language())
        tell_code(code.text, as_json)


@click.command("decrypt", epilog="Example: kiosk decrypt workshop.kiosk")
@EVENT
@JSON
def decrypt_command(event: Path, as_json: bool) -> None:
    """Replace an encrypted file with an unencrypted one.  Its backups stay encrypted."""
    with reading(event) as records:
        encrypt.check_may_change(records, encrypt=False)
        path = path_of(records)
    with seconds_shown():
        encrypt.decrypt_event(path)
    if as_json:
        print_json({"event": str(path)})
    else:
        click.echo(_("{file} is no longer encrypted. Keep the code as long as there are encrypted backups.").format(
            file=path))  # fmt: skip


def tell_code(text: str, as_json: bool) -> None:
    """Print a recovery code before anything needs it."""
    if as_json:
        print_json({"code": text})
    else:
        click.echo(_("Recovery code: {code}").format(code=text))
        click.echo(_("Write it down or print it, and keep it apart from the laptop."))


def _tell_copies(copies: tuple[Path, ...], are_removed: bool) -> None:
    if are_removed:
        click.echo(_("These unencrypted copies were deleted:"))
    else:
        click.echo(_("These copies are not encrypted. Delete them with --remove-copies, or delete them yourself:"))
    for copy in copies:
        click.echo(copy)
