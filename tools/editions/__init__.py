"""Editions of the built book: PDF, EPUB, slides, an archive to take along.

All are made from the pages in ``_build/html``, so that no notebook runs a second time and every
edition shows the same numbers.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "_ext"))  # what editions share with the pages
