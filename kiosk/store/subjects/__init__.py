"""What is known of an event, by subject: each part of ``Records`` answers questions about one kind of thing."""
