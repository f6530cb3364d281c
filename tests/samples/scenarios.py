# SPDX-License-Identifier: Apache-2.0
"""The scenarios that come with Proviso: each runs, and the fitted cycle comes to what it was fitted on. What their pages
show is compared where all pages are, in tests/docs.

    scenarios.py PROVISO TREE [--few]
"""
import json
import pathlib
import re
import subprocess
import sys

PROVISO, TREE = sys.argv[1], pathlib.Path(sys.argv[2])
HERE = TREE / "samples/scenarios"
wrong = []


def run(*arguments):
    done = subprocess.run([PROVISO, *arguments], cwd=TREE, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        wrong.append(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def simulate(path, runs):
    text = run("simulate", str(path.relative_to(TREE)), "--runs", str(runs), "--format", "json")
    return json.loads(text) if text else None


def expect(holds, what):
    if not holds:
        wrong.append(what)


def is_scenario(path):
    return re.search(r"^scenario:", path.read_text(), re.M) is not None


def answer(results, text):
    return next(a["estimate"]["value"] for a in results["variants"][0]["answers"] if a["answer"] == text)


files = sorted(path for path in HERE.rglob("*.yaml") if is_scenario(path))
expect(len(files) >= 6, f"there are only {len(files)} scenarios")
for path in files:
    if path.parent.name != "ehc-20-weeks":  # a minute for each run, and a test of its own
        simulate(path, 2)

# The fitted cycle against the data it was fitted on: 16 of 149 letters within 33 working days, 82 statements required.
cycle = None if "--few" in sys.argv else simulate(HERE / "2016-cycle/scenario.yaml", 100)
if cycle:
    expect(abs(answer(cycle, "share of publish-letter") - 16 / 149) < 0.02, "the share of letters is not that of the data")
    expect(abs(answer(cycle, "number of wsoa-submitted") - 82) < 4, "the number of statements is not that of the data")
if wrong:
    sys.exit("\n".join(wrong))
print(f"{len(files)} scenarios")
