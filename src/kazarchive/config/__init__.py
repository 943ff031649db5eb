"""What may be configured, and how kazarchive.toml is read."""
