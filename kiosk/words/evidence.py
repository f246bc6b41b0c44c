"""The words of the evidence folder (정산 증빙): its pages, its files, and what a check of it finds."""

from datetime import tzinfo

from kiosk.actions.office.check_evidence import EvidenceFound
from kiosk.actions.office.evidence import EvidenceWords
from kiosk.core.audit import Entry
from kiosk.core.recount import Difference
from kiosk.core.verification import Verdict
from kiosk.words import catalogue
from kiosk.words.audit import columns
from kiosk.words.catalogue import N_, _
from kiosk.words.certificates import register_word
from kiosk.words.error_messages import broken_line
from kiosk.words.report import report_word
from kiosk.words.terms import export_word

EVIDENCE = {
    "list_title": N_("Evidence: contents of this folder"),
    "recount_title": N_("The figures, counted a second time"),
    "foot": N_("From {file}"),
    "event": N_("Event"),
    "when": N_("Period"),
    "organiser": N_("Organiser"),
    "made": N_("Made"),
    "lines": N_("Log entries"),
    "seal": N_("Seal of the log"),
    "list": N_("List of files"),
    "number": N_("No."),
    "file": N_("File"),
    "holds": N_("Contents"),
    "bytes": N_("Bytes"),
    "report": N_("Report on the event"),
    "recount_file": N_("Proof of the figures by a second count"),
    "sign_in": N_("Sign-in sheet of one session"),
    "workbook": N_("Attendance, scans, times and totals"),
    "changes": N_("Every change, with its reason"),
    "data_event": N_("Programme, people, rule, merged entries, certificates and figures as data"),
    "data_log": N_("The log as it was written, line by line"),
    "data_schema": N_("Published schema of the data"),
    "register": N_("Register of certificates"),
    "key": N_("Public key of the event, and certificates that are no longer valid"),
    "check": N_("How to check it"),
    "check_how": N_(
        "MANIFEST lists the SHA-256 of every file and is signed by the event in MANIFEST.sig (Ed25519); "
        "“sha256sum -c MANIFEST” compares them. “kiosk verify” with this folder also compares them, follows the "
        "chain of the log from its first line to its last, and counts every figure again. To be sure that the "
        "folder itself was not made again, also give it the event, or its key from a source other than this "
        "folder."
    ),
    "recount": N_("Result"),
    "recount_agrees": N_("{figures} {figures:figure|figures}, 0 differences."),
    "recount_differs": N_(
        "{figures} {figures:figure|figures}, {differences} {differences:difference|differences}. Do not use the "
        "documents in this folder until this is explained."
    ),
    "group": N_("Figures of"),
    "figures": N_("Counted twice"),
    "group_whole": N_("the whole event"),
    "group_sessions": N_("sessions"),
    "group_categories": N_("categories"),
    "group_days": N_("days"),
    "group_organisations": N_("organisations"),
    "group_arrivals": N_("arrivals"),
    "group_scans": N_("scans"),
    "group_certificates": N_("certificates"),
    "group_certificates_of": N_("certificates by category"),
    "group_spent": N_("time spent"),
    "group_shortfalls": N_("reasons for no certificate"),
    "group_meetings": N_("meetings"),
    "figure": N_("Figure"),
    "told": N_("In the papers"),
    "counted": N_("Second count"),
    "recount_method": N_("Method"),
    "recount_how": N_(
        "The second count reads only data/log.jsonl and data/event.json of this folder and shares no rule with "
        "the first. It follows every person from an accepted entry that was not undone to the exit, to an entry "
        "into another session at an overlapping time, or to the end of the session, within the session's hours; "
        "whole minutes of each person in each session are rounded down once. Expected, came, beside the list, "
        "absent and certificates follow from these, from people, programme and rule. Log lines with contact "
        "details, codes or PINs are included only as their digest: the chain can still be followed through them."
    ),
    "time": N_("Time"),
    "operator": N_("Operator"),
    "desk": N_("Desk"),
    "what": N_("Action"),
    "whom": N_("Affected"),
    "change": N_("Change"),
}
_MOST = 20


def evidence_word(code: str) -> str:
    """A word or sentence of the folder in the language in use."""
    return _(EVIDENCE[code])


def evidence_words(zone: tzinfo) -> EvidenceWords:
    """What the papers say in the language in use, times in ``zone``."""

    def change(entry: Entry) -> tuple[str, ...]:
        return columns(entry, zone)

    return EvidenceWords(evidence_word, report_word, export_word, register_word, change, catalogue.language())


def found_lines(found: EvidenceFound) -> list[str]:
    """What a check found, a sentence each; the first says whether all is well."""
    told = [_verdict(found)]
    told += [_("Changed since: {file}").format(file=name) for name in found.changed[:_MOST]]
    if not found.signed:
        told.append(_("The list of hashes is not signed by the key in the folder."))
    told += [_("Missing: {file}").format(file=name) for name in found.missing[:_MOST]]
    told += [_("Not part of this folder: {file}").format(file=name) for name in found.added[:_MOST]]
    told += [broken_line(line) for line in found.broken[:_MOST]]
    told += [_difference(one) for one in found.comparison.differences[:_MOST]]
    if found.comparison.names:
        numbers = {"figures": f"{found.comparison.figures:,}", "differences": len(found.comparison.differences)}
        told.append(
            _("{figures} {figures:figure|figures} counted again, {differences} {differences:difference|differences}.")
            .format(**numbers)
        )  # fmt: skip
    return told


def _verdict(found: EvidenceFound) -> str:
    if found.verdict is Verdict.GENUINE:
        return _("Genuine: {files} {files:file is|files are} exactly as the event created and signed them.").format(
            files=found.files
        )
    if found.verdict is Verdict.OTHER_EVENT:
        return _("From another event: its list of hashes was not signed by the key that was given.")
    if found.verdict is Verdict.UNKNOWN:
        return _(
            "Intact: {files} {files:file matches|files match} the signed list. Whether this event made it can "
            "only be checked with --event or --key."
        ).format(files=found.files)
    return _("Changed: this folder is not as it was created.")


def _difference(one: Difference) -> str:
    return _("{figure}: {told} in the documents, {counted} by the second count").format(
        figure=one.figure, told=one.stated, counted=one.counted
    )
