"""A whole audit against the fastest other parser: 1,000,000 messages, processes side by side, median of five.

    python benchmarks/speed.py                     # needs chatpack beside auditor: pip install chatpack

``auditor check`` reads, matches, measures, judges and prints; chatpack (Rust, PyPI) only parses into a list. The two take
turns, so that whatever else the machine does meets both.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from pathlib import Path

from generate import FOLDER, made
from runs import TIMES, auditor, machine, median, printed, run

PARSE = {
    "whatsapp": "import sys, chatpack; print(len(chatpack.parse_whatsapp(sys.argv[1])))",
    "telegram": "import sys, chatpack; print(len(chatpack.parse_telegram(sys.argv[1])))",
}
READ = "import sys; from auditor import read_chat; print(read_chat(sys.argv[1]).messages.height)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args()

    print(f"{machine()}; polars {version('polars')}, chatpack {version('chatpack')}; median of {asked.times}\n")
    print("| export | MB | what ran | found | seconds | of chatpack | processor seconds | peak MB |")
    print("|---|---|---|---|---|---|---|---|")
    for form, parse in PARSE.items():
        path = made(asked.folder, asked.messages, form)
        ours, theirs = auditor("check", str(path)), [sys.executable, "-c", parse, str(path)]
        pairs = [(run(theirs), run(ours)) for _ in range(asked.times)]
        peer, audit = median([one for one, _ in pairs]), median([one for _, one in pairs])
        rows = (
            ("chatpack, parse only", printed(parse, str(path)), peer),
            ("auditor check, whole", printed(READ, str(path)), audit),
        )
        for name, found, took in rows:
            print(
                f"| {form} | {path.stat().st_size / 1e6:.0f} | {name} | {int(found):,} | {took.seconds:.2f} "
                f"| {took.seconds / peer.seconds:.2f} × | {took.cpu:.2f} | {took.megabytes:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
