#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts the duties of samples/traffic-fines without Proviso, and compares case by case.

    traffic_fines.py PROVISO SOURCE_TREE [--invented]

Proviso replays the log and writes its outcomes and findings. Here every duty is judged again from the rows of the log
alone, with the clocks of Italy from the standard library; the two must agree on every case. The log itself is not part
of the source tree: it is looked for in the folder that the variable PROVISO_DATA names, else in shared/data in a folder
above the tree. Without it the test is skipped, and says so.
"""

import collections
import csv
import datetime
import gzip
import pathlib
import sys
import tempfile
import zoneinfo
from decimal import Decimal

sys.dont_write_bytecode = True  # a test looks through every file of the tree
import replayed  # noqa: E402

ROME = zoneinfo.ZoneInfo("Europe/Rome")
AS_OF = datetime.date(2013, 6, 18)  # the last day of the log, as in map.yaml
DUTIES = (
    "send-fine",
    "send-fine-hours",
    "send-fine-versioned",
    "appeal-prefecture",
    "appeal-judge",
    "collect-only-unpaid",
    "pay-by-day-60",
)
# What becomes of a duty in one case. A right that was used too late counts as missed.
KEPT, MISSED, EXCUSED, OPEN = "kept", "missed", "excused", "open"


class Event:
    """One row of the log."""

    def __init__(self, row):
        self.activity = row["activity"]
        written = datetime.datetime.fromisoformat(row["timestamp"])
        local = written.astimezone(ROME)
        self.day = local.date()
        if local.time() != datetime.time(0, 0) or local.utcoffset() != written.utcoffset():
            sys.exit(f"{row['case']}: {row['timestamp']} is not a midnight of Italy")
        self.moment = written.astimezone(datetime.timezone.utc)
        self.amount = decimal(row["amount"])
        self.expense = decimal(row["expense"])
        self.paid = decimal(row["paymentAmount"])


def decimal(cell):
    return Decimal(cell) if cell else None


def read_log(lines):
    cases = {}
    for row in csv.DictReader(lines):
        cases.setdefault(row["case"], []).append(Event(row))
    return cases


def first(events, activity):
    """Where the first event of an activity stands; the number of events where there is none."""
    return next((i for i, event in enumerate(events) if event.activity == activity), len(events))


def judge_sending(events, in_time, last_day):
    """In time, or too late. What was paid before it was sent, or was never sent and is paid, is never missed."""
    sent = first(events, "Send Fine")
    if sent < len(events) and in_time(events[sent]):
        return KEPT
    is_over = sent < len(events) or last_day < AS_OF
    total = Decimal(0)
    for event in events[:sent]:
        total += event.paid or 0
        if event.activity == "Payment" and total >= events[0].amount:
            return EXCUSED if is_over else OPEN
    return MISSED if is_over else OPEN


def judge_appeal(events, activity):
    """By day 60 after the notification, if there is one. Whoever appeals in time has used the right."""
    notified = first(events, "Insert Fine Notification")
    appeal = first(events, activity)
    if notified == len(events) or appeal == len(events):
        return OPEN
    return KEPT if events[appeal].day <= events[notified].day + datetime.timedelta(days=60) else MISSED


def totals(events):
    """After each event in the order of the file: the event, what was paid, and what is owed in all."""
    amount = expense = paid = Decimal(0)
    for event in events:
        amount = amount if event.amount is None else event.amount
        expense = expense if event.expense is None else event.expense
        paid += event.paid or 0
        yield event, paid, amount + expense


def judge_collection(events):
    result = OPEN
    for event, paid, owed in totals(events):
        if event.activity == "Send for Credit Collection":
            if paid >= owed:
                return MISSED
            result = KEPT
    return result


def judge_payment(events):
    """Paid in full at the notification or at some moment after it, up to the end of day 60."""
    notified = first(events, "Insert Fine Notification")
    if notified == len(events):
        return OPEN
    last = events[notified].day + datetime.timedelta(days=60)
    for i, (event, paid, owed) in enumerate(totals(events)):
        if i >= notified and event.day <= last and paid >= owed:
            return KEPT
    return MISSED if last < AS_OF else OPEN


def judge(events):
    created = events[0]
    if created.activity != "Create Fine" or first(events[1:], "Create Fine") < len(events) - 1:
        sys.exit("a case does not begin with the one creation of its fine")
    quarter = datetime.timedelta(days=90)
    period = datetime.timedelta(days=150 if created.day < datetime.date(2010, 8, 13) else 90)
    # 2160 hours after a midnight the clocks show midnight, 23:00 or 1:00. The limit is over when that day is.
    end_of_hours = (created.moment + datetime.timedelta(hours=2160, minutes=-1)).astimezone(ROME).date()
    return {
        "send-fine": judge_sending(events, lambda sent: sent.day - created.day <= quarter, created.day + quarter),
        "send-fine-hours": judge_sending(
            events, lambda sent: sent.moment - created.moment < datetime.timedelta(hours=2160), end_of_hours
        ),
        "send-fine-versioned": judge_sending(
            events, lambda sent: sent.day - created.day <= period, created.day + period
        ),
        "appeal-prefecture": judge_appeal(events, "Insert Date Appeal to Prefecture"),
        "appeal-judge": judge_appeal(events, "Appeal to Judge"),
        "collect-only-unpaid": judge_collection(events),
        "pay-by-day-60": judge_payment(events),
    }


STATUSES = {
    "kept": KEPT,
    "kept late": MISSED,
    "missed": MISSED,
    "excused": EXCUSED,
    "pending": OPEN,
    "unused": OPEN,  # a right; where it was used too late there is a finding
    "lapsed": OPEN,
}


def replay(proviso, sample, log, scratch):
    """What Proviso says: for each case and duty its status; and its summary."""
    outcomes, findings, summary = replayed.replay(
        proviso, scratch, sample / "rules.proviso", "--events", log, "--map", sample / "map.yaml"
    )
    said = {}
    for row in outcomes:
        if row["duty"]:
            key = (row["case"], row["duty"])
            if key in said:
                sys.exit(f"{key}: two outcomes")
            said[key] = STATUSES[row["finding"]]
    for row in findings:
        if row["finding"] == "out of time" and said[row["case"], row["duty"]] != KEPT:
            said[row["case"], row["duty"]] = MISSED
    return said, summary


def without_receipt(summary):
    return {key: value for key, value in summary.items() if key != "receipt"}


def main():
    proviso, tree = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    sample = tree / "samples" / "traffic-fines"
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        log = sample / "invented.csv"
        if "--invented" not in sys.argv[3:]:
            packed = replayed.find_data(tree, "traffic-fines/traffic_fines_sample.csv.gz")
            if packed is None:
                return 0
            log = scratch / "log.csv"
            log.write_bytes(gzip.decompress(packed.read_bytes()))
        with open(log, encoding="utf-8", newline="") as file:
            cases = read_log(file)
        said, summary = replay(proviso, sample, log, scratch)
        if "--invented" not in sys.argv[3:]:
            # The same log as XES, and the table as it is packed, must come to the same.
            for twin in (packed, packed.with_name("traffic_fines_sample.xes.gz")):
                said_of_twin, summary_of_twin = replay(proviso, sample, twin, scratch)
                if said_of_twin != said or without_receipt(summary_of_twin) != without_receipt(summary):
                    sys.exit(f"{twin.name} and its table do not come to the same")
    return compare(cases, said, summary)


def compare(cases, said, summary):
    events = sum(len(events) for events in cases.values())
    print(f"{len(cases)} cases, {events} events; Proviso: {summary['cases']} cases, {summary['events']} events")
    differences = replayed.Differences()
    if (summary["cases"], summary["events"]) != (len(cases), events):
        differences.add("not the same cases and events")
    counts = {duty: (collections.Counter(), collections.Counter()) for duty in DUTIES}
    differ = []
    for case, rows in cases.items():
        judged = judge(rows)
        for duty in DUTIES:
            theirs = said.pop((case, duty), OPEN)
            counts[duty][0][judged[duty]] += 1
            counts[duty][1][theirs] += 1
            if judged[duty] != theirs:
                differences.add(f"{case}: {duty} is {judged[duty]}, Proviso says {theirs}")
        if judged["send-fine"] != judged["send-fine-hours"]:
            differ.append((case, (rows[first(rows, "Send Fine")].moment - rows[0].moment).total_seconds() / 3600
                           if first(rows, "Send Fine") < len(rows) else None))
    for case, duty in sorted(said):
        differences.add(f"{case}: {duty} is not there, Proviso says {said[case, duty]}")
    print(f"{'':20} {'counted here':>28} {'by Proviso':>28}")
    for duty in DUTIES:
        both = (f"{count[KEPT]:>13} kept {count[MISSED]:>6} missed" for count in counts[duty])
        print(f"{duty:20} {' '.join(both)}  ({counts[duty][0][EXCUSED]} excused, {counts[duty][0][OPEN]} open)")
    by_hours = collections.Counter(hours for _, hours in differ)
    print(f"90 calendar days and 2160 hours differ in {len(differ)} cases; by hours taken:",
          ", ".join(f"{hours:g}: {n}" for hours, n in sorted(by_hours.items(), key=str) if hours is not None))
    return differences.conclude()


if __name__ == "__main__":
    sys.exit(main())
