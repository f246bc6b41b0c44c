"""Everything on paper: layouts, tickets, badges, certificates, sheets, and the way to the printer."""
