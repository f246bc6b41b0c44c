"""The tables of an event file, as named migrations.

Imported when a file is made or brought up to date: the library takes longer to load than an event to open.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("kiosk")


@migrations()
def m001_operation_log(db: Database) -> None:
    """The append-only log.  ``arrival`` is this file's own order; (log_id, seq) is the operation's name everywhere.

    ``nonce`` is missing where the content was erased; ``docs/decisions/event-log.md`` says what every column holds.
    """
    db["op"].create(
        {
            "arrival": int, "log_id": str, "seq": int, "op_id": str, "desk_id": str, "v": int, "kind": str,
            "subject": str, "session": str, "direction": str, "wall_us": int, "offset_us": int, "hlc": int,
            "payload": str, "operator": str, "nonce": bytes, "digest": bytes, "chain": bytes,
        },
        pk="arrival",
        not_null=set(
            "log_id seq op_id desk_id v kind subject wall_us offset_us hlc payload operator digest chain".split()
        ),
        strict=True,
    )  # fmt: skip
    db["op"].create_index(["log_id", "seq"], unique=True)
    # Not unique: two desks cut off from one another may each be given one scan id.
    db["op"].create_index(["op_id"])
    # Most operations are scans, which are looked up in their own table: every scan is spared an index page.
    db.conn.execute("CREATE INDEX idx_op_kind_subject ON op (kind, subject) WHERE kind <> 'scan'")


@migrations()
def m002_read_model(db: Database) -> None:
    """What the screens and the commands read."""
    db["event"].create({"field": str, "value": str}, pk="field", strict=True)
    db["session"].create({"code": str, "fields": str}, pk="code", strict=True)
    db["attendee"].create(
        {
            "id": str, "name": str, "name_latin": str, "affiliation": str, "title": str, "category": str,
            "email": str, "phone": str, "notes": str, "language": str, "sessions": str, "status": str,
            "status_reason": str, "external_id": str, "mark": str, "needs": str, "consent": str,
            "ticket_number": str, "ticket_code": str,
        },
        pk="id",
        strict=True,
    )  # fmt: skip
    db["ticket"].create(
        {"key": str, "attendee_id": str, "code": str, "folded": str, "current": int},
        pk=("key", "attendee_id"),  # two desks may give one code of another system to two people
        strict=True,
    )
    db["ticket"].create_index(["attendee_id"])
    db["ticket"].create_index(["folded"])
    # A person's scans lie side by side on one page: the fold of a person reads one leaf and writes one.
    db.conn.execute(
        """CREATE TABLE scan (
            person TEXT NOT NULL, at_us INTEGER NOT NULL, scan_id TEXT NOT NULL, hlc INTEGER NOT NULL,
            session TEXT, direction TEXT NOT NULL, verdict TEXT NOT NULL, accepted INTEGER NOT NULL,
            overridden INTEGER NOT NULL, voided INTEGER NOT NULL, desk TEXT NOT NULL, code TEXT NOT NULL, asked TEXT,
            PRIMARY KEY (person, at_us, scan_id)) STRICT, WITHOUT ROWID"""
    )
    db.conn.execute(
        """CREATE TABLE presence (
            person TEXT NOT NULL, session TEXT NOT NULL, inside INTEGER NOT NULL,
            PRIMARY KEY (person, session)) STRICT, WITHOUT ROWID"""
    )
    db["badge"].create(
        {"attendee_id": str, "times": int, "last_us": int, "fingerprint": str}, pk="attendee_id", strict=True
    )
    db["certificate"].create(
        {"serial": str, "attendee_id": str, "issued_us": int, "basis": str}, pk=("serial", "attendee_id"), strict=True
    )
    db["certificate"].create_index(["attendee_id"])
    db["operator"].create({"name": str, "fields": str}, pk="name", strict=True)
    db["layout"].create({"name": str, "toml": str, "pictures": str}, pk="name", strict=True)
    db["meeting"].create({"id": str, "session": str, "fields": str}, pk="id", strict=True)
    db["meeting"].create_index(["session"])


@migrations()
def m003_print_queue(db: Database) -> None:
    """What is to be printed here: of this file alone, not folded from the log (``kiosk.store.print_jobs``)."""
    db["print_job"].create(
        {
            "job_id": str, "laptop": str, "paper": str, "occasion": str, "created_us": int, "changed_us": int,
            "attendee_id": str, "file": str, "printer": str, "reason": str, "operator": str, "desk": str,
            "state": str, "times": int, "spool_id": str, "trouble": str, "details": str, "fingerprint": str,
        },
        pk="job_id",
        strict=True,
    )  # fmt: skip
    db["print_job"].create_index(["state", "printer", "paper"])
    db["print_job"].create_index(["changed_us"])
    db["print_job"].create_index(["attendee_id"])


@migrations()
def m004_set_aside(db: Database) -> None:
    """Operations that cannot be folded, or that the hub could not store, with the reason (``kiosk.store.sharing``)."""
    columns = db["op"].schema.partition("(")[2].rpartition(")")[0].replace('"arrival" INTEGER PRIMARY KEY,', "")
    db.conn.execute(
        f"CREATE TABLE set_aside ({columns}, reason TEXT NOT NULL, taken INTEGER NOT NULL,"
        " PRIMARY KEY (log_id, seq)) STRICT, WITHOUT ROWID"
    )


@migrations()
def m005_several_desks(db: Database) -> None:
    """What is folded of several desks: the laptops' clocks, people joined, people admitted twice."""
    db["clock"].create({"log_id": str, "offset_us": int}, pk="log_id", strict=True)
    db["merged"].create({"attendee_id": str, "into_id": str}, pk="attendee_id", strict=True)
    db.conn.execute(
        """CREATE TABLE conflict (
            person TEXT NOT NULL, later_scan TEXT NOT NULL, session TEXT NOT NULL, earlier_scan TEXT NOT NULL,
            PRIMARY KEY (person, later_scan)) STRICT, WITHOUT ROWID"""
    )


@migrations()
def m006_figures(db: Database) -> None:
    """What everybody's stays amount to, and the views that other programs read (``docs/records.md``).

    Minutes follow from rules that SQL does not know: they are folded into the table at every scan.
    """
    db.conn.execute("DROP TABLE presence")
    db.conn.execute(
        """CREATE TABLE presence (
            person TEXT NOT NULL, session TEXT NOT NULL, inside INTEGER NOT NULL, status TEXT NOT NULL,
            minutes INTEGER NOT NULL, first_in_us INTEGER NOT NULL, last_out_us INTEGER, open_exit INTEGER NOT NULL,
            PRIMARY KEY (person, session)) STRICT, WITHOUT ROWID"""
    )
