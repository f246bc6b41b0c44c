"""The check-in desk of workshops and conferences: tickets, check-in, attendance, badges, certificates."""
