"""`python -m kazarchive`."""

from kazarchive.cli import main

main()
