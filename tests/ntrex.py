"""Real text that nobody on this project wrote, for tests that measure on it where it is: the 123
stories of NTREX-128 (github.com/MicrosoftTranslator/NTREX) in a folder that KAZARCHIVE_NTREX names,
`kk/NAME.txt`, `ru/NAME.txt`, `en/NAME.txt`, the headline in the first line."""

import os
from pathlib import Path

NTREX = Path(os.environ.get("KAZARCHIVE_NTREX") or os.devnull)

ABSENT = "KAZARCHIVE_NTREX names no corpus"
