"""Mails in words: how somebody stands to their ticket, and what became of a run."""

from kiosk.actions.mails.roll import Receiver
from kiosk.actions.mails.send import Result, Run
from kiosk.core.mail import MailState, Outcome
from kiosk.words import error_messages
from kiosk.words.catalogue import N_, _

STATES = {
    MailState.DUE: N_("to send"),
    MailState.SENT: N_("sent"),
    MailState.CHANGED: N_("sent, changed since"),
    MailState.REFUSED: N_("refused"),
    MailState.UNSURE: N_("uncertain: sent or not"),
    MailState.NO_ADDRESS: N_("no address"),
    MailState.BAD_ADDRESS: N_("wrong address"),
    MailState.NOT_INVITED: N_("not sent to"),
}
OUTCOMES = {
    Outcome.BEGUN: N_("started"),
    Outcome.SENT: N_("sent"),
    Outcome.REFUSED: N_("refused"),
    Outcome.PUT_OFF: N_("not accepted yet"),
    Outcome.UNSURE: N_("uncertain: sent or not"),
}


def state_text(one: Receiver) -> str:
    """How somebody stands to their ticket."""
    return _(STATES[one.state])


def server_text(result: Result) -> str:
    """What a server said of one mail, or what is known without its words."""
    if result.server:
        return result.server
    if result.outcome is Outcome.UNSURE:
        return _("The connection ended before the server answered. Ask the recipient before sending it again.")
    if result.outcome is Outcome.PUT_OFF:
        return _("The connection ended before the e-mail was handed over.")
    return ""


def run_text(run: Run) -> str:
    """What a run did, in one line."""
    sent, refused = len(run.of(Outcome.SENT)), len(run.of(Outcome.REFUSED))
    unsure, later = len(run.of(Outcome.UNSURE)), len(run.of(Outcome.PUT_OFF)) + len(run.left)
    parts = [
        _("Sent: {count}").format(count=f"{sent:,}"),
        _("refused: {count}").format(count=f"{refused:,}") if refused else "",
        _("uncertain: {count}").format(count=f"{unsure:,}") if unsure else "",
        _("not yet: {count}").format(count=f"{later:,}") if later else "",
    ]
    return "  ·  ".join(filter(None, parts))


def stopped_text(run: Run) -> str:
    """Why a run ended early; empty when it did not, or somebody ended it."""
    return "" if run.stopped is None else error_messages.explain(run.stopped.code, run.stopped.details)
