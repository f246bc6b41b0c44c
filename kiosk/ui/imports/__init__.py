"""Looking at a roster or programme file, correcting what was guessed, importing it."""
