"""What GitHub shows: annotations and job summaries."""
