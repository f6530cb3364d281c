#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts the duties of samples/send-inspections-2023 without Proviso, and compares case by case.

    area_send.py PROVISO SOURCE_TREE [--invented]

Proviso replays the table and writes its outcomes and findings. Here every duty of which the table says something, if
only the day by which it is due, is judged again from the rows alone: working days are walked one at a time, and when
the next inspection is due is taken from what the report says of it. The two must agree on every case. With --invented
the table is invented.csv, looked at from both sides of whatever happens or falls due in it. The real table is not part
of the source tree; without it the test is skipped, and says so (replayed.py).
"""

import calendar
import collections
import datetime
import pathlib
import re
import statistics
import sys
import tempfile

sys.dont_write_bytecode = True  # a test looks through every file of the tree
import replayed  # noqa: E402

DATA = "send-inspections-2023/area_send_inspections.csv"
AS_OF = datetime.date(2025, 11, 6)  # as in map.yaml
COPIED = datetime.date(2026, 6, 29)  # the day of the copy: long after the last report in it
LAST_DAY = datetime.date(2030, 12, 31)  # of the calendar
FIRST_CYCLE = datetime.date(2027, 12, 31)
WITHOUT_VISIT = ("815", "830", "873")  # areas whose visit the map takes to be over when the report was published
OUTCOMES = {"1.0": "positive", "2.0": "inconsistent", "3.0": "systemic", "nan": None}
COUNTED = (
    "inspect-in-first-cycle",
    "notify-on-monday",
    "inspect-after-positive",
    "inspect-after-inconsistent",
    "inspect-after-systemic",
    "complain",
    "meet-yearly",
    "publish-strategic-plan",
    "submit-pap-draft",
    "submit-pap",
    "monitor",
)
# What a status comes to among the findings. All duties that can be missed here are such as are usually kept.
FINDINGS = {"pending": None, "kept": None, "kept late": "deviation", "missed": "deviation", "undecided": "undecided"}


class WorkingDays:
    def __init__(self, path):
        text = path.read_text(encoding="utf-8")
        self.holidays = {datetime.date.fromisoformat(day) for day in re.findall(r"date: (\d{4}-\d\d-\d\d)", text)}
        if len(self.holidays) < 100:
            sys.exit(f"{path}: hardly any holidays")

    def walk(self, day):
        """The working days after a day, one after the other."""
        while True:
            day += datetime.timedelta(days=1)
            if day.weekday() < 5 and day not in self.holidays:
                yield day

    def after(self, day, count):
        for _, reached in zip(range(count), self.walk(day)):
            day = reached
        return day

    def between(self, first, last):
        count = 0
        for day in self.walk(first):
            if day > last:
                return count
            count += 1


def months_after(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class Inspection:
    """One row of the table."""

    def __init__(self, row):
        self.case = row["la_code"]
        self.area = row["local_authority"]
        self.outcome = OUTCOMES[row["outcome_grade"]]
        self.start = date_of(row["inspection_start_date"])
        self.end = date_of(row["inspection_end_date"])
        self.published = date_of(row["publication_date"])
        self.has_visit = self.start is not None and self.end is not None
        if self.case in WITHOUT_VISIT:
            self.start = self.end = self.published
        self.text = row["inspection_outcome_text"]
        self.read_intervals(row["next_inspection"])

    def read_intervals(self, column):
        """What the report says of the next full inspection, in months, and of the monitoring inspection."""
        years = re.findall(r"within (?:approximately )?(three|five|[35]) years", self.text)
        self.full = 12 * {"three": 3, "3": 3, "five": 5, "5": 5}[years[0]] if years else None
        months = re.search(r"monitoring inspection will be carried out within approximately (\d+) months", self.text)
        self.monitoring = int(months[1]) if months else None
        if len(years) != (self.outcome is not None):
            sys.exit(f"{self.area}: the text speaks of the next inspection {len(years)} times")
        first = self.monitoring or self.full
        if column not in ("None", f"{first} months", f"{first // 12 if first else 0} years"):
            sys.exit(f"{self.area}: {column} in one column, and in the other {self.text}")

    def events(self):
        """The days of the events that the map makes of the row."""
        days = [self.start, self.end, self.published, self.published]  # the report is received and published
        if self.outcome:
            days.append(self.published)
        return [day for day in days if day]


def date_of(cell):
    return datetime.date.fromisoformat(cell) if cell else None


def judge(row, as_of, working):
    """For each duty that arises, its status and the day on which it is due."""
    started = row.start is not None and row.start <= as_of
    over = started and row.end is not None and row.end <= as_of
    published = row.published is not None and row.published <= as_of
    judged = {"notify-on-monday": ("undecided" if started else "pending", None)}
    if started:
        judged["inspect-in-first-cycle"] = ("kept" if row.start <= FIRST_CYCLE else "kept late", FIRST_CYCLE)
    else:
        judged["inspect-in-first-cycle"] = ("pending" if as_of <= FIRST_CYCLE else "missed", FIRST_CYCLE)
    if not published:
        return judged
    # The table cannot show whether it was done, only by when it was due.
    judged["complain"] = ("undecided", working.after(row.published, 5))
    judged["meet-yearly"] = ("undecided", months_after(row.published, 12))
    if row.outcome in ("positive", "inconsistent"):
        judged["publish-strategic-plan"] = ("undecided", working.after(row.published, 30))
    if row.outcome == "systemic":
        judged["submit-pap-draft"] = ("undecided", working.after(row.published, 35))
        judged["submit-pap"] = ("undecided", working.after(row.published, 70))
        judged["monitor"] = ("undecided", months_after(row.published, row.monitoring))
    if row.outcome and over:
        due = months_after(row.published, row.full)
        judged[f"inspect-after-{row.outcome}"] = ("pending" if as_of <= due else "missed", due)
    return judged


def compare(rows, as_of, working, replay, differences):
    """Compares one replay; the number of its cases by duty and status."""
    outcomes, findings, summary = replay
    happened = sum(day <= as_of for row in rows for day in row.events())
    if (summary["cases"], summary["events"], summary["as_of"]) != (len(rows), happened, as_of.isoformat()):
        differences.add(f"{as_of}: {len(rows)} cases, {happened} events; "
                        f"Proviso: {summary['cases']} cases, {summary['events']} events as of {summary['as_of']}")
    said, found, others = {}, collections.Counter(), 0
    for outcome in outcomes:
        if not outcome["duty"]:
            continue
        key = (outcome["case"], outcome["duty"])
        if key[1] not in COUNTED:
            others += 1
            if outcome["finding"] != "undecided" or outcome["due"]:
                differences.add(f"{as_of}: {key} is {outcome['finding']}, and the table says nothing of it")
        elif key in said:
            differences.add(f"{as_of}: {key} has two outcomes")
        else:
            said[key] = (outcome["finding"], date_of(outcome["due"]))
    for finding in findings:
        if finding["duty"] in COUNTED:
            found[finding["case"], finding["duty"], finding["finding"]] += 1
    counts = {duty: collections.Counter() for duty in COUNTED}
    for row in rows:
        for duty, ours in judge(row, as_of, working).items():
            theirs = said.pop((row.case, duty), (None, None))
            counts[duty][ours[0]] += 1
            if ours != theirs:
                differences.add(f"{as_of}: {row.area}: {duty} is {words(ours)}, Proviso says {words(theirs)}")
            if FINDINGS[ours[0]]:
                found[row.case, duty, FINDINGS[ours[0]]] -= 1
    for (case, duty), theirs in sorted(said.items()):
        differences.add(f"{as_of}: {case}: {duty} is not there, Proviso says {words(theirs)}")
    for (case, duty, kind), number in sorted(found.items()):
        if number != 0:
            differences.add(f"{as_of}: {case}: {kind} of {duty}, by Proviso {number:+}")
    return counts, others


def words(status_and_due):
    status, due = status_and_due
    return f"{status}, due {due}" if due else f"{status}"


def compare_publication(proviso, rules, scratch, rows, working, differences):
    """The working days from the last day on site to publication: a fact of the rules, and no duty."""
    counted = {row.case: working.between(row.end, row.published) for row in rows if row.has_visit and row.published}
    files = []
    for row in rows:
        if row.case in counted:
            files.append(scratch / f"{row.case}.yaml")
            files[-1].write_text(
                f"case: {row.case}\nframework: area-send-2023\nas-of: {LAST_DAY}\nevents:\n"
                f"  - {{on: {row.start}, event: onsite-start}}\n  - {{on: {row.end}, event: onsite-end}}\n"
                f"  - {{on: {row.published}, event: report-published}}\n", encoding="utf-8")
    for case in replayed.ask(proviso, "run", rules, *files)["cases"]:
        said = {fact["fact"]: fact["value"] for fact in case["facts"]}["days-to-publication"]
        ours = counted[case["case"]]
        if said != str(ours):
            differences.add(f"{case['case']}: published after {ours} working days, Proviso says {said}")
    for outcome in (*OUTCOMES.values(), "all"):
        days = [counted[row.case] for row in rows if row.case in counted and outcome in (row.outcome, "all")]
        if days:
            print(f"{outcome or 'not known':20} published {min(days)} to {max(days)} working days after the visit, "
                  f"median {statistics.median(days):g}, in {len(days)} cases")


def days_around(rows, working):
    """The day before and the day of whatever happens, the day by which something is to be done and the day after."""
    days = {AS_OF}
    for row in rows:
        for day in row.events():
            days.update((day - datetime.timedelta(days=1), day))
        for status, due in judge(row, LAST_DAY, working).values():
            if due and status != "undecided":
                days.update((due, due + datetime.timedelta(days=1)))
    return sorted(day for day in days if day <= LAST_DAY)


def main():
    proviso, tree = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    invented = "--invented" in sys.argv[3:]
    rules, sample = tree / "rules" / "area-send-2023.proviso", tree / "samples" / "send-inspections-2023"
    table = sample / "invented.csv" if invented else replayed.find_data(tree, DATA)
    if table is None:
        return 0
    working = WorkingDays(tree / "rules" / "calendars" / "england.yaml")
    rows = [Inspection(row) for row in replayed.read_rows(table)]
    differences = replayed.Differences()
    days = days_around(rows, working) if invented else [AS_OF, COPIED]
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        for day in days:
            # The map's own day is the map's to say.
            options = [] if day == AS_OF else ["--as-of", day]
            said = replayed.replay(proviso, scratch, rules, "--table", table, "--map", sample / "map.yaml", *options)
            counts, others = compare(rows, day, working, said, differences)
            if invented and day != AS_OF:
                continue
            print(f"{len(rows)} inspections as of {day}")
            for duty in COUNTED:
                print(f"  {duty:28}", ", ".join(f"{n} {status}" for status, n in sorted(counts[duty].items())))
            print(f"  {'all others':28} {others} undecided")
        compare_publication(proviso, rules, scratch, rows, working, differences)
    for outcome, asked in (("positive", "strategic plan"), ("inconsistent", "strategic plan"),
                           ("systemic", "priority action plan")):
        texts = [row.text.lower() for row in rows if row.outcome == outcome]
        print(f"{outcome:20} {sum(asked in text for text in texts)} of {len(texts)} texts name the {asked}")
    print(f"replayed as of {len(days)} days")
    return differences.conclude()


if __name__ == "__main__":
    sys.exit(main())
