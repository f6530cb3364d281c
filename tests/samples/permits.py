#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts the duties of samples/permits without Proviso, and compares case by case.

    permits.py PROVISO SOURCE_TREE [--invented]

Proviso replays the log. Here both duties are judged again from the attributes of each trace, to the second, with the
clocks of the Netherlands from the standard library. The log is not part of the source tree (see replayed.py); without it
the test is skipped, and says so.
"""

import collections
import datetime
import gzip
import pathlib
import sys
import tempfile
import xml.etree.ElementTree as xml
import zoneinfo

sys.dont_write_bytecode = True  # a test looks through every file of the tree
import replayed  # noqa: E402

AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")
AS_OF = datetime.date(2012, 1, 24)  # as in map.yaml
DUTIES = ("end-by-date", "end-by-instant")


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def day(when):
    return when.astimezone(AMSTERDAM).date()


def read_log(path):
    """By case: when it was to be closed, when it was, and how many events there are up to the day it is looked at."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as file:
        log = xml.parse(file).getroot()
    cases = {}
    for trace in log.iter():
        if trace.tag.rsplit("}", 1)[-1] != "trace":
            continue
        held = {child.get("key"): child.get("value") for child in trace if child.get("key")}
        times = [moment(held.get(key)) for key in ("startdate", "deadline", "enddate")]
        for event in trace:
            if event.tag.rsplit("}", 1)[-1] == "event":
                times.append(moment({a.get("key"): a.get("value") for a in event}["time:timestamp"]))
        seen = sum(1 for time in times if time and day(time) <= AS_OF)
        cases[held["concept:name"]] = (times[1], times[2], seen)
    return cases


def judge(deadline, closed):
    """Kept, missed or still open, by the day and by the moment."""
    if closed is None:
        state = "missed" if day(deadline) < AS_OF else "open"
        return {duty: state for duty in DUTIES}
    return {
        "end-by-date": "kept" if day(closed) <= day(deadline) else "missed",
        "end-by-instant": "kept" if closed <= deadline else "missed",
    }


STATUSES = {"kept": "kept", "kept late": "missed", "missed": "missed", "pending": "open"}


def main():
    proviso, tree = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    sample = tree / "samples" / "permits"
    if "--invented" in sys.argv[3:]:
        log = sample / "invented.xes"
    else:
        log = replayed.find_data(tree, "permit-receipt/permit_receipt_sample.xes.gz")
        if log is None:
            return 0
    cases = read_log(log)
    with tempfile.TemporaryDirectory() as scratch:
        outcomes, _, summary = replayed.replay(
            proviso, pathlib.Path(scratch), sample / "rules.proviso", "--events", log, "--map", sample / "map.yaml"
        )
    differences = replayed.Differences()
    events = sum(seen for _, _, seen in cases.values())
    print(f"{len(cases)} cases, {events} events; Proviso: {summary['cases']} cases, {summary['events']} events")
    if (summary["cases"], summary["events"]) != (len(cases), events):
        differences.add("not the same cases and events")
    said = {(row["case"], row["duty"]): STATUSES[row["finding"]] for row in outcomes if row["duty"]}
    counts = {duty: collections.Counter() for duty in DUTIES}
    for case, (deadline, closed, _) in cases.items():
        for duty, status in judge(deadline, closed).items():
            counts[duty][status] += 1
            theirs = said.pop((case, duty), None)
            if theirs != status:
                differences.add(f"{case}: {duty} is {status}, Proviso says {theirs}")
    for case, duty in sorted(said):
        differences.add(f"{case}: {duty} is not there, Proviso says {said[case, duty]}")
    for duty in DUTIES:
        print(f"{duty:15} {counts[duty]['kept']:>4} kept {counts[duty]['missed']:>4} missed {counts[duty]['open']:>4} open")
    return differences.conclude()


if __name__ == "__main__":
    sys.exit(main())
