"""What a build remembers for the next: its database, journal, checksums, and the lock."""
