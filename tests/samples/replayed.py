# SPDX-License-Identifier: Apache-2.0
"""What the counts in this folder share: where the data lie, what Proviso says of them, where the two differ."""

import csv
import json
import os
import pathlib
import subprocess
import sys


def find_data(tree, path):
    """A file of data that are not part of the source tree. None, and said so, where it is nowhere.

    It is looked for in the folder that the variable PROVISO_DATA names, else in shared/data in a folder above the tree.
    """
    folders = [pathlib.Path(os.environ["PROVISO_DATA"])] if "PROVISO_DATA" in os.environ else []
    folders += [above / "shared" / "data" for above in tree.parents]
    for folder in folders:
        if (folder / path).is_file():
            return folder / path
    print(f"skipped: shared/data/{pathlib.PurePath(path).parent} is not there; "
          "PROVISO_DATA may name the folder of the data")
    return None


def ask(proviso, *words):
    """What a command of Proviso writes as JSON."""
    command = [str(word) for word in (proviso, *words, "--format", "json")]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if run.returncode != 0:
        sys.exit(f"proviso {words[0]} ended with {run.returncode}")
    return json.loads(run.stdout)


def read_rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def replay(proviso, scratch, *words):
    """Replays a table: the rows of the outcomes, the rows of the findings, the summary."""
    outcomes, findings = scratch / "outcomes.csv", scratch / "findings.csv"
    summary = ask(proviso, "replay", *words, "--outcomes", outcomes, "--findings", findings)
    return read_rows(outcomes), read_rows(findings), summary


class Differences:
    """Tells of the first twenty and counts all."""

    def __init__(self):
        self.count = 0

    def add(self, words):
        self.count += 1
        if self.count <= 20:
            print(words)

    def conclude(self):
        """The exit code."""
        print("every case agrees" if self.count == 0 else f"{self.count} differences")
        return 0 if self.count == 0 else 1
