"""Print every table of the live pages: ``python benchmarks/live/all.py``.

Runs the commands of the table in ``benchmarks/README.md`` one after the other, and says before
each how busy the machine is. Takes about an hour; nothing else should run meanwhile.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COMMANDS = (
    ("Pages with live cells against their budgets", "tools/measure_pages.py"),
    ("Beside JupyterLite; changes of every explorable", "benchmarks/live/run.py"),
    ("Lighthouse", "benchmarks/live/lighthouse.py"),
    ("Work on the main thread", "benchmarks/live/work.py"),
)


def main() -> int:
    """Run everything; return 1 when something failed."""
    failed = 0
    for title, script in COMMANDS:
        load, *_ = os.getloadavg()
        print(f"\n## {title}\n\n`{script}`, load {load:.1f} before\n", flush=True)
        done = subprocess.run([sys.executable, str(ROOT / script)], cwd=ROOT, check=False)
        failed |= done.returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
