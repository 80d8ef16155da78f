"""Rows a second on one core: this package through Arrow, the command's sweep over CSV, and numpy with 1,000 samples a row.

The same rows go through all of them in one run, so that the ratios hold whatever else the machine does.
"""

import statistics
import subprocess
import sys
import time

import expected_harm as eh
import numpy as np
import pyarrow as pa
import pyarrow.csv

RUNS = 5


def known(rows):
    risks = (np.arange(rows) + 1) / (rows + 1)
    return pa.table({"risk": risks, "steps": 1.0 + np.arange(rows) % 10}), {}


def log_normal(rows):
    low = 0.0001 + np.arange(rows) / rows * 0.01
    return pa.table({"low": low, "high": low * 50, "steps": 1.0 + np.arange(rows) % 10}), {"belief": "log-normal"}


def seconds(work):
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def sampled(table):
    """What a sampler does: 1,000 draws of the risk for each row, compounded over the steps."""
    random = np.random.default_rng(1)
    low, high, steps = (table[name].to_numpy() for name in ("low", "high", "steps"))
    middle, spread = (np.log(low) + np.log(high)) / 2, (np.log(high) - np.log(low)) / 2 / 1.6448536269514722
    for i in range(len(low)):
        risks = np.minimum(random.lognormal(middle[i], spread[i], 1000), 1.0)
        (1 - (1 - risks) ** steps[i]).mean() * 8e9


def main():
    print(f"\n{'rows a second on one core':56} {'known':>12} {'log-normal':>12}")
    shown = {}
    for make, rows in ((known, 1_000_000), (log_normal, 20_000)):
        table, base = make(rows)
        batches = table.combine_chunks().to_batches(max_chunksize=65_536)
        table = pa.Table.from_batches(batches)
        arrow = seconds(lambda: eh.assess_batch(table, threads=1, **base))
        text = pa.BufferOutputStream()
        pyarrow.csv.write_csv(table, text)
        text = text.getvalue().to_pybytes()
        flags = [part for name, value in base.items() for part in (f"--{name}", value)]
        command = [sys.argv[1], "sweep", "--threads", "1", *flags]
        swept = seconds(lambda: subprocess.run(command, input=text, stdout=subprocess.DEVNULL, check=True))
        shown.setdefault("assess_batch through Arrow", []).append(rows / arrow)
        shown.setdefault("the command's sweep over CSV", []).append(rows / swept)
    few = table.slice(0, 2_000)
    shown["numpy, 1,000 samples a row"] = [float("nan"), len(few) / seconds(lambda: sampled(few))]
    for name, (first, second) in shown.items():
        print(f"{name:56} {first:12,.0f} {second:12,.0f}")
    first, second = (shown["assess_batch through Arrow"][i] / shown["the command's sweep over CSV"][i] for i in (0, 1))
    print(f"{'assess_batch over sweep, at the same rows':56} {first:11.1f}× {second:11.1f}×")


main()
