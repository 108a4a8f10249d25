"""How a whole ``auditor check`` grows with the chat: seconds and peak memory from 10,000 to 3,000,000 messages.

    python benchmarks/growth.py

The exponent is the slope of log processor seconds over log messages, what a chat of 1,000 messages costs taken off first: 1 is
linear.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from generate import FOLDER, made
from runs import Run, auditor, machine, median, run

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--form", choices=("whatsapp", "telegram"), default="whatsapp")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args()

    def took(messages: int) -> Run:
        command = auditor("check", str(made(asked.folder, messages, asked.form)))
        return median([run(command) for _ in range(asked.times)])

    sizes = [size for size in SIZES if size <= asked.largest]
    start = took(1_000)
    print(
        f"{machine()}; {asked.form}, median of {asked.times}; 1,000 messages take {start.seconds:.2f} s, {start.megabytes:.0f} MB\n"
    )
    print("| messages | MB of export | seconds | messages a second | processor seconds | peak MB |")
    print("|---|---|---|---|---|---|")
    spent = []
    for size in sizes:
        one = took(size)
        spent.append(one.cpu - start.cpu)
        export = made(asked.folder, size, asked.form).stat().st_size / 1e6
        print(
            f"| {size:,} | {export:.1f} | {one.seconds:.2f} | {size / one.seconds:,.0f} | {one.cpu:.2f} | {one.megabytes:,.0f} |",
            flush=True,
        )
    big = [(size, cpu) for size, cpu in zip(sizes, spent, strict=True) if size >= 100_000]
    if len(big) > 1:
        slope = np.polyfit(*np.log(np.array(big)).T, 1)[0]
        print(f"\nexponent from {big[0][0]:,} messages on: {slope:.2f}")


if __name__ == "__main__":
    main()
