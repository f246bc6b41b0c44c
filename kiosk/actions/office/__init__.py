"""For the office: figures, reports, exports, and who changed what."""
