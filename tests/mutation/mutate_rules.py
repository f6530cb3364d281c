#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Puts random faults into the rule library, one clause at a time, and asks whether somebody would notice.

    mutate_rules.py PROVISO RULES_DIR [--count N] [--seed S]

Of the clauses of all rule files (not of examples, citations, titles and comments) one is chosen by chance, and one of the
faults that can befall it: another amount, another unit, another event, stage, fact, party or value of the same kind, a
stronger or weaker duty, a condition turned round, `and` for `or`, a bound moved, or the clause left out. A rule file that
then is no longer well formed does not count: `proviso check` refuses it. Of the others, `proviso diff` says whether the
meaning differs; those where it does count. Noticed is a fault when `check --notes` reports something it did not report
before, or when an example fails, of the file itself or of one that builds on it.

Prints a table by kind of fault and, one by one, the faults nobody noticed. Ends with 1 when fewer than nine in ten were
noticed. The same seed gives the same faults.
"""
import argparse
import collections
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|#.*$|[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)?|\S')
MONTHS = "January February March April May June July August September October November December".split()
UNITS = {
    ("working", "days"): ("calendar", "days"),
    ("working", "day"): ("calendar", "day"),
    ("calendar", "days"): ("working", "days"),
    ("calendar", "day"): ("working", "day"),
    ("weeks",): ("months",),
    ("week",): ("month",),
    ("months",): ("weeks",),
    ("month",): ("week",),
    ("years",): ("months",),
    ("year",): ("month",),
}
# Words that bind more and words that bind less; one stands for the other.
MODALITIES = [("must",), ("should",), ("will", "usually"), ("may",)]
# A bound in the place of its neighbour.
BOUNDS = [
    (("within",), ("no", "sooner", "than")),
    (("no", "sooner", "than"), ("within",)),
    (("is", "at", "least"), ("is", "more", "than")),
    (("is", "more", "than"), ("is", "at", "least")),
    (("is", "at", "most"), ("is", "less", "than")),
    (("is", "less", "than"), ("is", "at", "most")),
    (("on", "or", "before"), ("before",)),
    (("on", "or", "after"), ("after",)),
    (("later", "of"), ("earlier", "of")),
    (("earlier", "of"), ("later", "of")),
    (("first",), ("last",)),
]
# Lines that are clauses of their own, and can be left out.
REMOVABLE = {"applies", "clock", "extended", "due", "excused", "once", "or", "warn", "when", "after", "row", "add", "end", "may"}
NOT_A_RULE = {"cite", "title", "version", "source", "framework", "use", "accept", "in", "calendar", "party", "hit", "time"}


class RuleFile:
    """The lines of a rule file that are rules, and the names it declares."""

    def __init__(self, path: pathlib.Path):
        self.path = path
        self.lines = path.read_text(encoding="utf-8").split("\n")
        self.names = collections.defaultdict(list)  # kind of declaration -> names
        self.types = {}  # fact -> its type, as written
        self.kinds = {}  # name -> kind of declaration
        self.clauses = []  # numbers of the lines
        in_example = False
        for number, line in enumerate(self.lines):
            words = [t for t in TOKEN.findall(line) if not t.startswith("#")]
            if not words:
                continue
            if not line.startswith(" "):
                in_example = words[0] == "example"
            if in_example:
                continue
            if words[0] in ("event", "stage", "party", "fact", "duty", "parameter", "track", "trigger"):
                self.names[words[0]].append(words[1])
                self.kinds.setdefault(words[1], words[0])
                if words[0] == "fact":
                    self.types[words[1]] = " ".join(w for w in words[3:] if not w.startswith('"'))
            if words[0] not in NOT_A_RULE:
                self.clauses.append(number)

    def tokens(self, number):
        """The tokens of a line with their places, without comment."""
        return [m for m in TOKEN.finditer(self.lines[number]) if not m.group().startswith("#")]

    def others(self, name):
        """What else could stand where this name stands."""
        kind = self.kinds.get(name)
        if kind not in ("event", "stage", "party", "fact"):
            for fact_type in self.types.values():  # a value of an enumeration
                if fact_type.startswith("one of") and name in re.findall(r"[\w-]+", fact_type):
                    return "value", [v for v in re.findall(r"[\w-]+", fact_type)[2:] if v not in (name, "judgement")]
            return None, []
        found = [n for n in self.names[kind] if n != name]
        if kind == "fact":
            found = [n for n in found if self.types[n] == self.types[name]]
        return kind, found


def body_of(rules, number):
    """The lines of a duty or trigger: its header and what stands deeper."""
    depth = len(rules.lines[number]) - len(rules.lines[number].lstrip())
    end = number + 1
    while end < len(rules.lines):
        line = rules.lines[end]
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        end += 1
    while not rules.lines[end - 1].strip():
        end -= 1
    return number, end


def faults_of(rules, number):
    """Each fault that can befall the clause on a line: (kind, first line, end line, new lines)."""
    line = rules.lines[number]
    tokens = rules.tokens(number)
    words = [t.group() for t in tokens]
    head = words[0]

    def with_words(kind, i, count, new):
        begin, end = tokens[i].start(), tokens[i + count - 1].end()
        return kind, number, number + 1, [line[:begin] + " ".join(new) + line[end:]]

    if head in ("duty", "trigger"):
        begin, end = body_of(rules, number)
        yield "clause left out", begin, end, []
        return
    if head in REMOVABLE and line.startswith(" ") or head in ("when", "after", "end"):
        yield "clause left out", number, number + 1, []
    declares = head in ("event", "stage", "party", "fact", "parameter", "track", "decide")
    start = 2 if declares else 0
    if head == "fact":  # the type is no clause
        return
    for i in range(start, len(words)):
        word = words[i]
        if word.startswith('"'):
            continue
        if word.isdigit():
            if i + 1 < len(words) and words[i + 1] in MONTHS:
                day = int(word)
                if not declares and "from" not in words[max(0, i - 1):i]:
                    yield with_words("another date", i, 1, [str(day - 1 if day > 1 else day + 1)])
                continue
            if i > 0 and words[i - 1] in MONTHS:
                continue
            amount = int(word)
            for other in {amount + 1, amount - 1, amount * 2, amount // 2} - {amount, 0}:
                if other > 0:
                    yield with_words("another amount", i, 1, [str(other)])
        for unit, other in UNITS.items():
            if tuple(words[i:i + len(unit)]) == unit and i > 0 and words[i - 1].isdigit():
                yield with_words("another unit", i, len(unit), other)
        for modality in MODALITIES:
            if tuple(words[i:i + len(modality)]) == modality and i + len(modality) < len(words) and words[
                    i + len(modality)] in ("ensure", "use", "not", "begin"):
                for other in MODALITIES:
                    if other != modality and (other == ("may",)) == (modality == ("may",)):
                        yield with_words("stronger or weaker", i, len(modality), other)
        for bound, other in BOUNDS:
            if tuple(words[i:i + len(bound)]) == bound:
                yield with_words("another bound", i, len(bound), other)
        if word == "if" or word == "while":
            rest = line[tokens[i].end():].rstrip()
            stop = re.search(r" (go to|then|by|to|cite)\b", rest) if head in ("when", "after", "extended", "due") else None
            condition = rest[:stop.start()] if stop else rest
            yield ("condition turned round", number, number + 1,
                   [line[:tokens[i].end()] + " not (" + condition.strip() + ")" + (rest[stop.start():] if stop else "")])
        if word in ("and", "or") and head in ("means", "applies", "excused", "clock", "when"):
            yield with_words("and for or", i, 1, ["or" if word == "and" else "and"])
        if word in ("yes", "no") and not (word == "no" and i + 1 < len(words) and words[i + 1] in ("sooner", "later")):
            yield with_words("another value", i, 1, ["no" if word == "yes" else "yes"])
        kind, others = rules.others(word)
        for other in others:
            yield with_words(f"another {kind}", i, 1, [other])


def run(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=120)


def findings(proviso, path):
    """What check reports of a file, without the places: the lines move."""
    result = run(proviso, "check", "--notes", path)
    found = re.findall(r"^(?:error|warning|note)\[PV\d+\].*$", result.stdout + result.stderr, re.M)
    return result.returncode, sorted(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("proviso", type=pathlib.Path)
    parser.add_argument("rules", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=1000, help="faults that change the meaning")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    proviso = options.proviso.resolve()
    chance = random.Random(options.seed)

    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder) / "rules"
        shutil.copytree(options.rules, work)
        files = [RuleFile(path) for path in sorted(work.glob("*.proviso"))]
        before = {rules.path: findings(proviso, rules.path) for rules in files}
        for rules in files:
            if before[rules.path][0] != 0 or run(proviso, "test", rules.path).returncode != 0:
                sys.exit(f"{rules.path.name} is not in order before any fault is put into it")
        clauses = [(rules, number) for rules in files for number in rules.clauses]

        counted = collections.Counter()
        noticed = {"check": collections.Counter(), "examples": collections.Counter()}
        refused = same = 0
        unnoticed, tried = [], set()
        for _ in range(1000 * options.count):  # so many draws at most: the library has only so many clauses
            if counted.total() == options.count:
                break
            rules, number = chance.choice(clauses)
            kinds = collections.defaultdict(list)
            for fault in faults_of(rules, number):
                kinds[fault[0]].append(fault)
            if not kinds:
                continue
            kind, begin, end, new = chance.choice(kinds[chance.choice(sorted(kinds))])
            key = (rules.path.name, begin, end, tuple(new))
            if key in tried:
                continue
            tried.add(key)
            old_text = rules.path.read_text(encoding="utf-8")
            original = work / "original.txt.proviso"
            try:
                rules.path.write_text("\n".join(rules.lines[:begin] + new + rules.lines[end:]), encoding="utf-8")
                code, found = findings(proviso, rules.path)
                if code not in (0, 1):
                    refused += 1
                    continue
                if any(line.startswith("error") for line in found):
                    refused += 1
                    continue
                original.write_text(old_text, encoding="utf-8")
                difference = run(proviso, "diff", "--exit-code", original, rules.path)
                original.unlink()
                if difference.returncode == 0:
                    same += 1
                    continue
                if difference.returncode != 1:
                    sys.exit(f"diff ended with {difference.returncode} on {key}:\n{difference.stderr}")
                counted[kind] += 1
                if found != before[rules.path][1]:
                    noticed["check"][kind] += 1
                elif run(proviso, "test", rules.path).returncode != 0 or any(
                        run(proviso, "test", other.path).returncode != 0 for other in files if other is not rules):
                    noticed["examples"][kind] += 1
                else:
                    was = " / ".join(line.strip() for line in rules.lines[begin:min(end, begin + 2)])
                    now = " / ".join(line.strip() for line in new)
                    unnoticed.append((rules.path.name, begin + 1, kind, was, now))
            finally:
                rules.path.write_text(old_text, encoding="utf-8")
                original.unlink(missing_ok=True)

    print("| fault | put in | noticed by check | by an example | by nobody |")
    print("| --- | --- | --- | --- | --- |")
    for kind in sorted(counted):
        by_check, by_example = noticed["check"][kind], noticed["examples"][kind]
        print(f"| {kind} | {counted[kind]} | {by_check} | {by_example} | {counted[kind] - by_check - by_example} |")
    total, by_check, by_example = counted.total(), noticed["check"].total(), noticed["examples"].total()
    print(f"| all | {total} | {by_check} | {by_example} | {total - by_check - by_example} |")
    share = (by_check + by_example) / total if total else 0
    print(f"\nseed {options.seed}: {100 * share:.1f} % noticed; besides, {refused} were refused as not well formed "
          f"and {same} changed no meaning")
    if unnoticed:
        print("\nnoticed by nobody:")
    for name, number, kind, was, now in sorted(unnoticed):
        print(f"- {name}:{number}: {kind}: `{was}`" + (f" became `{now}`" if now else ""))
    if total < options.count:
        print(f"only {total} faults could be put in")
        return 1
    return 0 if share >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
