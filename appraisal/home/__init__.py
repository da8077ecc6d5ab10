"""Home: what waits for this person today. Gathers from the slices below, owns nothing."""
