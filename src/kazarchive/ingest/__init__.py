"""From the sources to the catalogue: scan, read what changed, sync."""
