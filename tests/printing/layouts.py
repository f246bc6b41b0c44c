"""The names of the shipped layouts, and pieces to write small ones from."""

BADGES = ("badge", "badge-a6", "badge-a6-folded", "badge-label-100x62", "badge-label-62x38")
TICKETS = ("ticket", "ticket-phone", "ticket-list")
CERTIFICATES = (
    "certificate", "certificate-landscape", "certificate-bilingual", "certificate-en",
    "certificate-attendance", "certificate-attendance-landscape", "certificate-attendance-bilingual",
)  # fmt: skip
SHIPPED = (*BADGES, *TICKETS, *CERTIFICATES, "signin", "signin-en")

MINIMAL = """
[layout]
name = { ko = "시험", en = "Test" }
width = 90
height = 55

[fields]
name = { ko = "성명", en = "Name", sample = "남궁늘봄" }
code = { ko = "코드", en = "Code", sample = "1234567890123456789012345678901234" }

"""

TEXT = '[[item]]\nkind = "text"\ntext = "{name}"\nx = 5\ny = 5\nwidth = 40\nheight = 10\nsize = 12\n'
CODE = '[[item]]\nkind = "qr"\ntext = "{code}"\nx = 60\ny = 5\nsize = 20\n'
