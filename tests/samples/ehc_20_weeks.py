#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds samples/scenarios/ehc-20-weeks against what was published.

    ehc_20_weeks.py PROVISO SOURCE_TREE [--data | --requests | --years [RUNS [DISCIPLINE]]]

The table england.csv must say what the published files say, where they are there; requests.yaml must be what follows
from it; and the scenario, run to the end of each year, must come to the shares that its README states: near those it was
calibrated on, and as far off as it says from those it predicts. With --data nothing is run; with --requests the file of
requests is printed, with --years the table of the README, from more runs or with the queue served otherwise.
"""

import csv
import datetime
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True  # a test looks through every file of the tree
import replayed  # noqa: E402

SAMPLE = "samples/scenarios/ehc-20-weeks"
RUNS = 4
ONE_FOR = 100  # requests in England
BEFORE = 0.78  # requests in 2018, of those in 2019: calibrated
FIRST, LAST = datetime.date(2018, 1, 1), datetime.date(2023, 12, 31)
DUTY = "send-final-plan"
# The README states these, from ten runs: shares within 20 weeks in per cent.
STATED = {2019: 57.7, 2020: 57.6, 2021: 57.4, 2022: 52.6, 2023: 48.7}
MARGIN = 3  # four runs are not ten
COLUMNS = {
    "requests_2019-2023.csv": {
        "requests": "requests_received_in_year",
        "refused_to_assess": "requests_decided_not_to_assess",
    },
    "assessments_2019-2023.csv": {"assessed_plan": "assess_issued", "assessed_no_plan": "assess_not_issued"},
    "timeliness_20_week_2019-2023.csv": {
        "plans": "plans_issued_den",
        "plans_within_20_weeks": "plans_issued_within_20_weeks",
        "plans_without_exceptions": "plans_issued_den_ex",
        "plans_without_exceptions_within_20_weeks": "plans_issued_20_weeks_ex",
    },
}


def read_table(tree):
    with open(tree / SAMPLE / "england.csv", encoding="utf-8", newline="") as file:
        return {int(row["year"]): {key: int(value) for key, value in row.items()} for row in csv.DictReader(file)}


def compare_with_published(tree, table, differences):
    """The rows for England of the files as they were published."""
    for name, columns in COLUMNS.items():
        path = replayed.find_data(tree, f"ehc-plans/{name}")
        if path is None:
            continue
        for row in replayed.read_rows(path):
            if row["geographic_level"] != "National":
                continue
            for ours, theirs in columns.items():
                if table[int(row["time_period"])][ours] != int(row[theirs]):
                    differences.add(f"{name}: {theirs} of {row['time_period']} is {row[theirs]} there")


def requests_file(table, last=LAST):
    """So many cases each Monday as requests come in the week from it on, in so many parts; each day has its year's rate."""
    entries = []
    due, begun = 0.0, 0
    for week in range(0, (last - FIRST).days + 1, 7):
        monday = FIRST + datetime.timedelta(days=week)
        for day in range(7):
            year = min((monday + datetime.timedelta(days=day)).year, LAST.year)
            requests = table[2019]["requests"] * BEFORE if year < 2019 else table[year]["requests"]
            due += requests / (366 if year % 4 == 0 else 365) / ONE_FOR
        cases = round(due) - begun
        begun += cases
        entries.append(f"{{on: {monday}, cases: {cases}}}")
    lines = [", ".join(entries[i : i + 4]) for i in range(0, len(entries), 4)]
    return (
        "# SPDX-License-Identifier: Apache-2.0\n"
        "# Made from england.csv by tests/samples/ehc_20_weeks.py --requests: one request for a hundred, week by week.\n"
        "cases:\n  - schedule: [\n      " + ",\n      ".join(lines) + "]\n"
    )


def counts_to_the_end_of(proviso, tree, table, year, runs, discipline):
    """Plans within the 20 weeks and later, in all runs, from the beginning to the end of a year."""
    text = (tree / SAMPLE / "scenario.yaml").read_text(encoding="utf-8")
    for ours, in_place in (
        ("\nuntil: 2023-12-31\n", f"\nuntil: {year}-12-31\n"),
        ("../../../rules/", f"{tree}/rules/"),
        ("discipline: random", f"discipline: {discipline}"),
    ):
        if ours not in text:
            sys.exit(f"scenario.yaml has no `{ours.strip()}`")
        text = text.replace(ours, in_place)
    # Nothing may lie outside the scenario.
    lines = [line for line in text.splitlines() if not (line.startswith("  - {on: ") and int(line[9:13]) > year)]
    text = "\n".join(line for line in lines if year > 2018 or line != "changes:") + "\n"
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "scenario.yaml"
        path.write_text(text, encoding="utf-8")
        requests = requests_file(table, datetime.date(year, 12, 31))
        (path.parent / "requests.yaml").write_text(requests, encoding="utf-8")
        results = replayed.ask(proviso, "simulate", path, "--runs", runs, "--jobs", 2)
    duty = next(duty for duty in results["variants"][0]["duties"] if duty["duty"] == DUTY)
    return duty["by_status"]["kept"], duty["by_status"]["kept late"]


def shares_by_year(proviso, tree, table, runs, discipline):
    """The same runs to the end of one year and of the next: what lies between is the year's."""
    before = counts_to_the_end_of(proviso, tree, table, 2018, runs, discipline)
    for year in range(2019, 2024):
        now = counts_to_the_end_of(proviso, tree, table, year, runs, discipline)
        kept, late = now[0] - before[0], now[1] - before[1]
        before = now
        yield year, kept, late


def main():
    proviso, tree = sys.argv[1], pathlib.Path(sys.argv[2])
    table = read_table(tree)
    if "--requests" in sys.argv:
        print(requests_file(table), end="")
        return 0
    differences = replayed.Differences()
    compare_with_published(tree, table, differences)
    if requests_file(table) != (tree / SAMPLE / "requests.yaml").read_text(encoding="utf-8"):
        differences.add("requests.yaml is not what follows from england.csv")
    if "--data" in sys.argv:
        return differences.conclude()
    more = sys.argv[sys.argv.index("--years") + 1 :] if "--years" in sys.argv else []
    runs = int(more[0]) if more else RUNS
    discipline = more[1] if len(more) > 1 else "random"
    print("year  published  simulated  off    plans published  simulated")
    for year, kept, late in shares_by_year(proviso, tree, table, runs, discipline):
        published = 100 * table[year]["plans_within_20_weeks"] / table[year]["plans"]
        simulated = 100 * kept / (kept + late)
        plans = (kept + late) * ONE_FOR / runs
        print(f"{year}  {published:6.1f} %  {simulated:6.1f} %  {simulated - published:+5.1f}"
              f"  {table[year]['plans']:8,}  {plans:14,.0f}")
        if abs(simulated - STATED[year]) > MARGIN:
            differences.add(f"{year}: {simulated:.1f} per cent, and the README states {STATED[year]}")
    if "--years" in sys.argv:
        return 0
    return differences.conclude()


if __name__ == "__main__":
    sys.exit(main())
