"""The views of an event file: what a spreadsheet, Datasette or a script reads without knowing the tables below.

They are plain SQLite, and stable: ``docs/event-file.md`` says what every column holds.  Times are UTC, ISO 8601 with
``Z``, to the second.  Nothing in the program reads them; the census and the exports count for themselves, and
``tests/store/test_views.py`` holds both together.
"""


def _utc(microseconds: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {microseconds} / 1000000, 'unixepoch')"


def _listed(codes: str) -> str:
    return f"(SELECT group_concat(value, ';') FROM json_each({codes}))"


_SESSIONS = """
    CREATE VIEW sessions AS SELECT
        code, json_extract(fields, '$.titles.ko') AS title_ko, json_extract(fields, '$.titles.en') AS title_en,
        json_extract(fields, '$.kind') AS kind, json_extract(fields, '$.room') AS room,
        strftime('%Y-%m-%dT%H:%M:%SZ', json_extract(fields, '$.starts_at')) AS starts_at,
        strftime('%Y-%m-%dT%H:%M:%SZ', json_extract(fields, '$.ends_at')) AS ends_at,
        (strftime('%s', json_extract(fields, '$.ends_at')) - strftime('%s', json_extract(fields, '$.starts_at'))) / 60
            AS minutes,
        json_extract(fields, '$.capacity') AS capacity, json_extract(fields, '$.admission') AS admission,
        (SELECT group_concat(value, ';') FROM json_each(fields, '$.categories')) AS categories,
        json_extract(fields, '$.tracking') AS tracking, json_extract(fields, '$.counts') AS counts,
        json_extract(fields, '$.minimum_share') AS minimum_share
    FROM session"""

_ATTENDEES = f"""
    CREATE VIEW attendees AS SELECT
        id, external_id, name, name_latin, affiliation, title, category, email, phone, language,
        {_listed("sessions")} AS sessions, status, status_reason, mark, needs, notes, consent
    FROM attendee"""

ATTENDEES_WITH_OWN = f"""
    CREATE VIEW attendees AS SELECT
        id, external_id, name, name_latin, affiliation, title, category, email, phone, language,
        {_listed("sessions")} AS sessions, status, status_reason, mark, needs, notes, consent, own
    FROM attendee"""
"""The same since events have fields of their own."""

_ATTENDANCE = f"""
    CREATE VIEW attendance AS
    WITH somebody AS (
        SELECT id, name, affiliation, category, status, sessions FROM attendee
        UNION ALL
        SELECT DISTINCT person, '', '', '', '', '[]' FROM presence WHERE person NOT IN (SELECT id FROM attendee))
    SELECT
        s.id AS attendee_id, s.name, s.affiliation, s.category, p.code AS session,
        s.status = 'registered' AND CASE json_extract(p.fields, '$.admission')
            WHEN 'registered' THEN EXISTS (SELECT 1 FROM json_each(s.sessions) WHERE value = p.code)
            WHEN 'category' THEN EXISTS (SELECT 1 FROM json_each(p.fields, '$.categories') WHERE value = s.category)
            ELSE 1 END AS expected,
        COALESCE(been.status, 'absent') AS status, {_utc("NULLIF(been.first_in_us, 0)")} AS first_in,
        {_utc("been.last_out_us")} AS last_out, COALESCE(been.minutes, 0) AS minutes,
        COALESCE(been.open_exit, 0) AS open_exit, COALESCE(been.inside, 0) AS open_stay
    FROM somebody s CROSS JOIN session p LEFT JOIN presence been ON been.person = s.id AND been.session = p.code"""


def _said(field: str) -> str:
    return f"(SELECT json_extract(op.payload, '$.{field}') FROM op WHERE op.op_id = scan.scan_id AND op.kind = 'scan')"


_SCANS = f"""
    CREATE VIEW scans AS SELECT
        scan_id, {_utc("at_us")} AS at, session, direction, verdict, accepted, overridden, voided AS taken_back,
        CASE WHEN attendee.id IS NULL THEN '' ELSE attendee.id END AS attendee_id, COALESCE(attendee.name, '') AS name,
        desk, COALESCE({_said("operator")}, '') AS operator, COALESCE({_said("override")}, '') AS reason
    FROM scan LEFT JOIN attendee ON attendee.id = scan.person"""

_CERTIFICATES = f"""
    CREATE VIEW certificates AS SELECT
        serial AS number, certificate.attendee_id, COALESCE(attendee.name, '') AS name, series, session,
        certificate.language, {_utc("issued_us")} AS issued_at, state, {_utc("state_us")} AS state_at, state_reason,
        state_by, replaces
    FROM certificate LEFT JOIN attendee ON attendee.id = certificate.attendee_id"""

HANDED_OUT = f"""
    CREATE VIEW handed_out AS SELECT
        person AS attendee_id, COALESCE(attendee.name, '') AS name, COALESCE(attendee.affiliation, '') AS affiliation,
        handout, json_extract(fields, '$.titles.ko') AS title_ko, json_extract(fields, '$.titles.en') AS title_en,
        json_extract(fields, '$.lent') AS lent, pieces, {_utc("given_us")} AS given_at, desk,
        {_utc("returned_us")} AS returned_at, out AS with_person
    FROM handed JOIN handout ON handout.code = handed.handout LEFT JOIN attendee ON attendee.id = handed.person"""
"""Came later than the others, with the tables below it."""

NAMES = ("attendance", "attendees", "certificates", "handed_out", "scans", "sessions")
"""The views; whatever somebody made under these names goes."""

VIEWS = (
    *(f"DROP VIEW IF EXISTS {name}" for name in NAMES),
    _SESSIONS, _ATTENDEES, _ATTENDANCE, _SCANS, _CERTIFICATES,
)  # fmt: skip
"""The statements of the change that brings them."""
