"""The example of the page "Bigger than one machine" runs as it is printed."""

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[1] / "chapters" / "bigger-than-one-machine.md"


def test_the_example_on_a_cluster_gives_the_answer_of_one_process(tmp_path):
    example = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    script = tmp_path / "example.py"
    script.write_text(example[1].replace("200_000", "60_000"), encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    equal, five, seven = done.stdout.splitlines()
    assert equal == "True"
    # Seats of the largest list: more of them when the threshold leaves fewer lists.
    largest = [float(line.split("[")[1].split(",")[0]) for line in (five, seven)]
    assert (five[:2], seven[:2]) == ("5 ", "7 ")
    assert largest[0] < largest[1]
