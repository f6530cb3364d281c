#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a framework of many stages and moves, without a fault: what `check` must be quick on.

    large_framework.py STAGES MOVES > large.proviso

Each stage has its share of the moves: on events of its own by the value of a fact, on a condition, after a time, and
back to an earlier stage; every tenth has a duty, every fiftieth a trigger. The same numbers give the same file.
"""
import sys

KINDS = 40  # of values that tell the moves of a stage apart


def main() -> None:
    stages, moves = int(sys.argv[1]), int(sys.argv[2])
    out = ['framework large "A large framework"', "", 'party office "the office"', 'party applicant "whoever applies"', ""]
    values = ", ".join(f"kind-{k}" for k in range(KINDS))
    out += [f'fact kind : one of {values} "what it is"', 'fact size : number "how much of it"']
    out += ['fact urgent : yes/no means size is more than 500 and kind is not kind-0', ""]
    for s in range(stages):
        out += [f'event step-{s} "step {s} is taken" by office', "  records kind, size"]
    for s in range(0, stages, 50):
        out += [f'fact told-{s} : yes/no "whether it was told"']
    out += ["", 'track work "The work"', ""]
    leaving = stages - 1  # the last one is an end
    each = [moves // leaving + (1 if s < moves % leaving else 0) for s in range(leaving)]
    for s in range(stages):
        out += [f'stage stage-{s} "Stage {s}"']
        if s == stages - 1:
            out += ["  end"]
            continue
        if s % 10 == 0:
            out += [f'  duty do-{s} "Take step {s}"', f"    office must ensure step-{s} within 4 weeks of entering stage-{s}"]
        if s % 50 == 0:
            out += [f'  trigger tell-{s} "Told"', f"    when urgent then record told-{s} as yes"]
        following = min(s + 1, stages - 1)
        back = s // 2
        count = each[s]
        if count > 2 and s % 20 == 7:
            out += [f"  when urgent and size is more than 900 go to stage-{following}"]
            count -= 1
        if count > 1:
            out += [f"  after 8 weeks in this stage go to stage-{following}"]
            count -= 1
        for m in range(count - 1):
            to = following if m % 2 == 0 else back
            out += [f"  when step-{s} if kind is kind-{m} and size is at most {100 + m} go to stage-{to}"]
        out += [f"  when step-{s} otherwise go to stage-{following}" if count > 1 else f"  when step-{s} go to stage-{following}"]
    print("\n".join(out))


main()
