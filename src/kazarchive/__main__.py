"""`python -m kazarchive`."""

from kazarchive.cli.main import main

main()
