# SPDX-License-Identifier: Apache-2.0
"""Runs the hand-written state machine and `proviso replay` in turn on the same events, and says how many times the
processor time of the one the other takes.

    compare.py --proviso PROGRAM --yardstick FOLDER --work FOLDER [--pairs N] [--cases N] [--peers FOLDER [--node FOLDER]]

Every run is a whole process: starting, reading the rules and the table, running the cases, summing up. Before anything
is measured, what they find is compared: breaches and sums of due dates for each limit, unexpected events, stages.
Exit code 0: measured; 1: they do not find the same.
"""
import argparse
import csv
import datetime
import json
import os
import re
import statistics
import subprocess
import sys
import time

LIMITS = {"d1_fieldwork_5wd": "d1-fieldwork", "d2_letter_33wd": "d2-letter", "d3_wsoa_70wd": "d3-wsoa",
          "d4_revisit_18m": "d4-revisit", "d5_visits_18m": "d5-visits"}
STAGES = {"planned": "planned", "announced": "notified", "fieldwork": "fieldwork", "awaiting_letter": "awaiting-letter",
          "closed_no_wsoa": "closed-no-wsoa", "wsoa_due": "wsoa-due", "wsoa_submitted": "wsoa-handed-in",
          "improving": "improving", "revisiting": "revisiting", "closed_sufficient": "closed-sufficient",
          "closed_insufficient": "closed-insufficient"}
RULES = "samples/bench/wsoa.proviso"
MAP = "samples/bench/map.yaml"
WHOLE_RULES = "rules/send-inspection-2016.proviso"
WHOLE_MAP = "samples/bench/map-2016.yaml"


class Run:
    """One process: its processor time and wall clock in seconds, and what it wrote."""

    def __init__(self, command):
        begun = time.monotonic()
        with open(os.devnull) as nothing:
            process = subprocess.Popen(command, stdin=nothing, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            self.output = process.stdout.read().decode()
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - begun
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")


class Comparison:
    def __init__(self, options):
        self.options = options
        self.hand = os.path.join(options.work, "hand")
        self.gen = os.path.join(options.work, "gen")
        self.holidays = os.path.join(options.yardstick, "holidays.txt")
        os.makedirs(options.work, exist_ok=True)
        for name in ("gen", "hand", "sim_hand"):
            subprocess.run(["g++", "-std=c++20", "-O3", "-march=native", "-w",
                            os.path.join(options.yardstick, name + ".cpp"), "-o", os.path.join(options.work, name)],
                           check=True)

    def table(self, order, cases):
        """The events of so many cases, `d`: by date, `c`: case by case, `t`: by date and with ids that are texts."""
        path = os.path.join(self.options.work, f"{order}{cases}.csv")
        if os.path.exists(path):
            return path
        if order == "t":
            with open(self.table("d", cases)) as source, open(path + ".part", "w") as out:
                out.write(next(source))
                out.writelines("LA-" + line for line in source)
            os.rename(path + ".part", path)
            return path
        by_date, by_case = (os.path.join(self.options.work, f"{o}{cases}.csv") for o in "dc")
        subprocess.run([self.gen, str(cases), "1", self.holidays, by_date, by_case], check=True,
                       stderr=subprocess.DEVNULL)
        return path

    def by_hand(self, path, mode="stream"):
        return Run([self.hand, mode, self.holidays, path])

    def by_rules(self, path, *more, rules=RULES, mapped=MAP):
        return Run([self.options.proviso, "replay", rules, "--events", path, "--map", mapped, *more])

    def check(self, order, cases):
        """Compares what the two find, due dates and all."""
        hand = {}
        for line in self.by_hand(self.table("d" if order == "t" else order, cases)).output.splitlines():
            words = line.split()
            hand[" ".join(words[:-1] if words[0] != "breach" else words[:2])] = words[1:]
        findings = os.path.join(self.options.work, "findings.csv")
        summary = json.loads(self.by_rules(self.table(order, cases), "--format", "json", "--findings", findings).output)
        epoch = datetime.date(1970, 1, 1)
        breaches = {name: [0, 0] for name in LIMITS.values()}
        with open(findings) as rows:
            for row in csv.DictReader(rows):
                if row["finding"] == "breach":
                    breaches[row["duty"]][0] += 1
                    breaches[row["duty"]][1] += (datetime.date.fromisoformat(row["due"]) - epoch).days
        stages = {s["label"]: s["cases"] for t in summary["tracks"] for s in t["stages"]}
        unexpected = sum(u["count"] for u in summary["unexpected"])
        wrong = []
        for limit, duty in LIMITS.items():
            said = hand[f"breach {limit}"]
            if [int(said[1]), int(said[3])] != breaches[duty]:
                wrong.append(f"{limit}: {said} by hand, {breaches[duty]} by the rules")
        if int(hand["ignored"][0]) != unexpected:
            wrong.append(f"ignored: {hand['ignored'][0]} by hand, {unexpected} by the rules")
        for state, stage in STAGES.items():
            if int(hand[f"state {state}"][-1]) != stages.get(stage, 0):
                wrong.append(f"{state}: {hand[f'state {state}'][-1]} by hand, {stages.get(stage, 0)} by the rules")
        if wrong:
            sys.exit("they do not find the same:\n" + "\n".join(wrong))

    def pairs(self, one, other, value=lambda run: run.cpu):
        """The two in turn, so many times: the median ratio, the least and the greatest, and the median of each."""
        ratios, first, second = [], [], []
        for _ in range(self.options.pairs):
            a, b = value(one()), value(other())
            first.append(a)
            second.append(b)
            ratios.append(b / a)
        return (statistics.median(ratios), min(ratios), max(ratios), statistics.median(first),
                statistics.median(second))

    def start(self):
        """A table of ten rows: what a process takes before there is work. The median of the processor time of each."""
        path = os.path.join(self.options.work, "start.csv")
        with open(self.table("d", 10_000)) as source, open(path, "w") as out:
            out.writelines(next(source) for _ in range(11))
        _, _, _, base, ours = self.pairs(lambda: self.by_hand(path), lambda: self.by_rules(path))
        return base, ours

    def row(self, what, result):
        middle, least, most, base, ours = result
        print(f"| {what} | {base:.3f} s | {ours:.3f} s | {middle:.2f} × ({least:.2f} to {most:.2f}) |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ("proviso", "yardstick", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--most", type=int, default=0, help="also so many cases, for how the ratio grows")
    parser.add_argument("--peers", help="the folder of the peers, as their README describes it")
    parser.add_argument("--node", help="where the peers on Node.js are installed: its `src` has their programs")
    options = parser.parse_args()
    all_of = Comparison(options)
    small = min(options.cases, 100_000)
    for order, cases in (("d", small), ("c", small), ("t", small), ("d", options.cases)):
        all_of.check(order, cases)

    print("| what | by hand | proviso | ratio, median (least to greatest) |")
    print("| --- | --- | --- | --- |")
    hand, rules, table = all_of.by_hand, all_of.by_rules, all_of.table
    n = options.cases
    by_date, by_case, texts = table("d", n), table("c", n), table("t", n)
    all_of.row(f"{n:,} cases, ids that are texts", all_of.pairs(lambda: hand(by_date), lambda: rules(texts)))
    all_of.row(f"{n:,} cases, case by case", all_of.pairs(lambda: hand(by_case), lambda: rules(by_case)))
    sizes = sorted({10_000, 100_000, n} | ({options.most} if options.most else set()))
    by_size = {}
    for size in sizes:
        path = table("d", size)
        by_size[size] = all_of.pairs(lambda: hand(path), lambda: rules(path))
        all_of.row(f"{size:,} cases in order of date", by_size[size])
    hand_start, our_start = all_of.start()
    print()
    print(f"Starting takes {hand_start * 1000:.1f} ms by hand and {our_start * 1000:.1f} ms here: programs are linked, rules,"
          " map and calendar read. Without it:")
    print()
    print("| what | ratio without starting, of the medians |")
    print("| --- | --- |")
    for size, (_, _, _, base, ours) in by_size.items():
        print(f"| {size:,} cases in order of date | {(ours - our_start) / (base - hand_start):.2f} × |", flush=True)
    print()
    print("| what | the five limits | the whole procedure of 2016 | ratio, median (least to greatest) |")
    print("| --- | --- | --- | --- |")
    path = table("d", small)
    whole = all_of.pairs(lambda: rules(path), lambda: rules(path, rules=WHOLE_RULES, mapped=WHOLE_MAP))
    all_of.row(f"{small:,} cases in order of date", whole)
    wall = all_of.pairs(lambda: rules(by_date), lambda: rules(by_date, "--jobs", "2"), lambda run: run.wall)
    print()
    print("| what | one thread | two threads | ratio, median (least to greatest) |")
    print("| --- | --- | --- | --- |")
    all_of.row(f"{n:,} cases in order of date, wall clock", wall)
    print()
    said = subprocess.run([options.proviso, "--verbose", "replay", RULES, "--events", by_date, "--map", MAP],
                          capture_output=True, text=True, check=False).stderr
    kept = re.search(r"([0-9.]+) bytes a case", said)
    print(f"Kept of each case, its index and its deadlines included: {kept.group(1) if kept else '?'} bytes;"
          f" the most memory at once: {rules(by_date).peak:.0f} MB of {os.path.getsize(by_date) / 1e6:.0f} MB of events.")
    simulations(all_of, options)
    if options.peers:
        peers(all_of, options, by_date)


def simulations(all_of, options):
    """The simulation that is written by hand beside the same model as rules and a scenario."""
    runs = "1000"
    by_hand = [os.path.join(options.work, "sim_hand"), runs, "8", "1"]
    by_rules = [options.proviso, "simulate", "samples/bench/areas.yaml", "--runs", runs]
    print()
    print("| what | by hand | proviso | ratio, median (least to greatest) |")
    print("| --- | --- | --- | --- |")
    all_of.row("153 areas over ten years, 1,000 runs", all_of.pairs(lambda: Run(by_hand), lambda: Run(by_rules)))
    simpy = options.peers and os.path.join(options.peers, "sim/sim_simpy3.py")
    python = "/usr/bin/python3"
    if simpy and subprocess.run([python, "-c", "import simpy"], check=False, capture_output=True).returncode == 0:
        few = [options.proviso, "simulate", "samples/bench/areas.yaml", "--runs", "100"]
        all_of.row("the same on SimPy rather than by hand, 100 runs",
                   all_of.pairs(lambda: Run([python, simpy, "100"]), lambda: Run(few)))


def peers(all_of, options, path):
    """Those that can be built here from the folder of the peers, against `proviso replay`."""
    print()
    print(f"| peer, {options.cases:,} cases in order of date | peer | proviso | the peer takes |")
    print("| --- | --- | --- | --- |")
    here = options.peers
    holidays = os.path.join(here, "common/holidays.txt")
    msm = os.path.join(options.work, "msm")
    built = subprocess.run(["g++", "-std=c++17", "-O3", "-march=native", "-w", os.path.join(here, "cpp/msm.cpp"), "-o", msm],
                           check=False).returncode == 0
    names = {}
    if built:
        names["Boost.MSM"] = [msm, "stream", holidays, path]
    python = "/usr/bin/python3"  # the one that Debian's packages are for
    if subprocess.run([python, "-c", "import pandas, numpy"], check=False, capture_output=True).returncode == 0:
        names["pandas and NumPy"] = [python, os.path.join(here, "py/pandas_wsoa.py"), holidays, path]
    if subprocess.run(["which", "sqlite3"], check=False, capture_output=True).returncode == 0:
        script = f"sed 's#HOLIDAYS#{holidays}#; s#EVENTS#{path}#' {here}/sql/sqlite.sql | sqlite3 :memory:"
        names["SQLite"] = ["sh", "-c", script]
    if options.node:
        node = ["node", "--expose-gc", "--max-old-space-size=16000"]
        source = os.path.join(options.node, "src")
        names["DuckDB, one thread"] = [*node, os.path.join(source, "duckdb.mjs"), holidays, path, "1"]
        # A million would take minutes and eight gigabytes.
        names["XState, actors; 100,000 cases"] = [*node, os.path.join(source, "xstate.mjs"), "actors", holidays,
                                                  all_of.table("d", min(options.cases, 100_000))]
    for name, command in names.items():
        events = next(word for word in " ".join(command).replace("#", " ").split() if re.search(r"/d\d+\.csv$", word))
        middle, least, most, base, ours = all_of.pairs(lambda: Run(command), lambda: all_of.by_rules(events))
        print(f"| {name} | {base:.3f} s | {ours:.3f} s | {1 / middle:.1f} times as long "
              f"({1 / most:.1f} to {1 / least:.1f}) |", flush=True)


main()
