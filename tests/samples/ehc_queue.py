#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The queue of samples/scenarios/ehc-20-weeks by itself, without Proviso: what the scenario was calibrated with.

    ehc_queue.py SOURCE_TREE [GROWTH]

Tries capacities, medians and requests of 2018, with a growth of capacity (in thousands a year; else that of the
scenario), and prints those that come nearest to the shares and plans of 2019 to 2021, with what they say of 2022 and
2023. It draws its own random numbers, so what it finds is near to what the scenario comes to, and not the same.
"""

import datetime
import heapq
import itertools
import math
import pathlib
import random
import sys

sys.dont_write_bytecode = True  # a test looks through every file of the tree
import ehc_20_weeks as sample  # noqa: E402

GROWTH = 4.4
DECISION, LIMIT, MEAN, SHAPE, SIGMA = 42, 140, 36.525, 4, 0.35  # as in scenario.yaml
ASSESSED, PLANS = 0.741583, 0.944294
YEARS = range(2018, 2024)
CALIBRATED_ON = (2019, 2020, 2021)


def day_number(year, month, day):
    return (datetime.date(year, month, day) - sample.FIRST).days


def begun(table, before):
    """Days with how many requests come on them, as in requests.yaml."""
    due, so_far = 0.0, 0
    for week in range(0, (sample.LAST - sample.FIRST).days + 1, 7):
        for day in range(week, week + 7):
            year = min((sample.FIRST + datetime.timedelta(days=day)).year, 2023)
            requests = table[2019]["requests"] * before if year < 2019 else table[year]["requests"]
            due += requests / (366 if year % 4 == 0 else 365) / sample.ONE_FOR
        yield week, round(due) - so_far
        so_far = round(due)


def run(table, capacities, median, before, chance):
    """By year: plans within the limit, and later ones. Whoever waits keeps the lot that decides when it is served."""
    asks = [
        (day + DECISION, day)
        for day, number in begun(table, before)
        for _ in range(number)
        if chance.random() < ASSESSED
    ]
    counts = {year: [0, 0] for year in YEARS}
    busy, queue, next_ask = [], [], 0
    for day in range(day_number(2023, 12, 31) + 1):
        while busy and busy[0] <= day:
            heapq.heappop(busy)
        while next_ask < len(asks) and asks[next_ask][0] <= day:
            heapq.heappush(queue, (chance.random(), asks[next_ask][1]))
            next_ask += 1
        while queue and len(busy) < capacities[(sample.FIRST + datetime.timedelta(days=day)).year]:
            _, came = heapq.heappop(queue)
            over = day + round(chance.gammavariate(SHAPE, MEAN / SHAPE))
            heapq.heappush(busy, over)
            if chance.random() >= PLANS:
                continue
            sent = over + round(median * math.exp(chance.gauss(0, SIGMA)))
            year = (sample.FIRST + datetime.timedelta(days=sent)).year
            if year in counts:
                counts[year][0 if sent - came <= LIMIT else 1] += 1
    return counts


def tried(table, growth, capacity, median, before, runs):
    """How far off the calibrated years are, and the shares and plans of all."""
    capacities = {year: round(capacity + growth * (year - 2019)) for year in YEARS}
    sums = {year: [0, 0] for year in YEARS}
    for number in range(runs):
        for year, counts in run(table, capacities, median, before, random.Random(number)).items():
            sums[year] = [sums[year][0] + counts[0], sums[year][1] + counts[1]]
    result = {year: (kept / (kept + late), (kept + late) / runs * sample.ONE_FOR) for year, (kept, late) in sums.items()}
    off = 0.0
    for year in CALIBRATED_ON:
        share = table[year]["plans_within_20_weeks"] / table[year]["plans"]
        # One point of the share weighs as much as 1,500 plans.
        off += ((result[year][0] - share) / 0.01) ** 2 + ((result[year][1] - table[year]["plans"]) / 1500) ** 2
    return off, result


def main():
    table = sample.read_table(pathlib.Path(sys.argv[1]))
    growth = float(sys.argv[2]) if len(sys.argv) > 2 else GROWTH
    choices = itertools.product(range(54, 70), (50, 52, 54, 56, 58, 60), (0.78, 0.82, 0.86))
    first = sorted((tried(table, growth, *choice, runs=1)[0], choice) for choice in choices)
    best = [(*tried(table, growth, *choice, runs=10), choice) for _, choice in first[:15]]
    best.sort(key=lambda one: one[0])
    for off, result, (capacity, median, before) in best[:3]:
        print(f"{capacity},000 in 2019, {median} days, {before:.0%} in 2018: off by {off:.1f}")
        for year in YEARS[1:]:
            print(f"  {year}  {result[year][0]:6.1%}  {result[year][1]:8,.0f} plans")
    return 0


if __name__ == "__main__":
    sys.exit(main())
