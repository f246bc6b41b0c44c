"""From nothing to a ready event: set-up, guide, checklist, rehearsal."""
