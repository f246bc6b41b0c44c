"""Who is signed in at this desk."""
