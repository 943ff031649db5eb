"""What is typed → values → one call → what is printed.

The only module that prints, reads the environment or asks the time. Each command imports what it
needs when it runs, so that `--version` and completion answer at once.
"""

import os
import sys
from pathlib import Path
