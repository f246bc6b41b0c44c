"""Lists of people as others write them: read, told, matched and merged."""
