"""What a short command costs: ``auditor --help`` and a check of 1,000 messages as whole processes, median of five.

python benchmarks/startup.py
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generate import FOLDER, made
from runs import TIMES, auditor, machine, median, printed, run

HEAVY = ("polars", "numpy", "pydantic", "msgspec", "yaml", "rich", "typer", "asyncio")
LOADED = f"""
import contextlib, io, runpy, sys
sys.argv = ["auditor", *sys.argv[1:]]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    runpy.run_module("auditor", run_name="__main__")
print(*(name for name in {HEAVY!r} if name in sys.modules), sep=", ")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args()

    small = {form: str(made(asked.folder, 1_000, form)) for form in ("whatsapp", "telegram")}
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "auditor --help": auditor("--help"),
        "auditor check, WhatsApp, 1,000 messages": auditor("check", small["whatsapp"]),
        "auditor check, Telegram, 1,000 messages": auditor("check", small["telegram"]),
    }
    print(f"{machine()}; median of {asked.times}\n")
    print("| command | seconds | processor seconds | peak MB |\n|---|---|---|---|")
    for name, command in commands.items():
        took = median([run(command) for _ in range(asked.times)])
        print(f"| {name} | {took.seconds:.2f} | {took.cpu:.2f} | {took.megabytes:.0f} |", flush=True)
    print(f"\nheavy modules `auditor --help` loads: {printed(LOADED, '--help') or 'none'}")


if __name__ == "__main__":
    main()
