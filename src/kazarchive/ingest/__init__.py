"""Sources → catalogue: scan, read what changed, take it in."""
