"""What became of a damaged event, told line by line."""

from collections.abc import Iterator

from kiosk.actions.keeping.recover import Recovery
from kiosk.words.catalogue import _
from kiosk.words.error_messages import explain


def story(made: Recovery) -> Iterator[str]:
    """Where what is in the event now came from, and where the damaged file lies."""
    if made.source is not None:
        yield _("{count} {count:entry|entries} came from the backup {file}.").format(
            count=made.from_copy, file=made.source.name
        )
    if made.from_hub:
        yield _("{count} {count:entry|entries} came from the hub.").format(count=made.from_hub)
    if made.hub_trouble is not None:
        why = explain(made.hub_trouble.code, made.hub_trouble.details)
        yield _("{why} What the hub has is received the next time they connect.").format(why=why)
    if made.source is None and not made.from_hub:
        yield _("{count} {count:entry was|entries were} read from the damaged file.").format(count=made.salvaged)
    else:
        yield _("{count} more {count:entry was|entries were} read from the damaged file.").format(count=made.salvaged)
    yield _("The damaged file is kept as {file}.").format(file=made.aside.name)
