"""Where the time and the memory of one audit go: each stage of ``auditor.audit``, one after the other in one process.

    python benchmarks/stages.py EXPORT [--times 3] [--measures]

Peak memory per stage needs Linux (/proc); elsewhere the column stays empty.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from runs import machine


class Watch:
    """Times named steps, keeping the quickest of several rounds, and the highest memory seen in each."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cpu: dict[str, float] = {}
        self.peak: dict[str, float] = {}
        self.left: dict[str, float] = {}

    def __call__(self, name: str, step: Callable[[], Any]) -> Any:
        """Run ``step`` and note what it took."""
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
        begin, busy = time.perf_counter(), time.process_time()
        made = step()
        seconds, cpu = time.perf_counter() - begin, time.process_time() - busy
        self.seconds[name] = min(seconds, self.seconds.get(name, seconds))
        self.cpu[name] = min(cpu, self.cpu.get(name, cpu))
        self.peak[name] = max(_memory("VmHWM"), self.peak.get(name, 0.0))
        self.left[name] = max(_memory("VmRSS"), self.left.get(name, 0.0))
        return made

    def table(self) -> str:
        """As Markdown."""
        rows = [
            f"| {name} | {seconds:.2f} | {self.cpu[name]:.2f} | {self.peak[name]:,.0f} | {self.left[name]:,.0f} |"
            for name, seconds in self.seconds.items()
        ]
        total = f"| **all** | {sum(self.seconds.values()):.2f} | {sum(self.cpu.values()):.2f} | {max(self.peak.values()):,.0f} | |"
        return "\n".join(
            ["| stage | seconds | processor seconds | peak MB | MB after |", "|---|---|---|---|---|", *rows, total]
        )


def _memory(key: str) -> float:
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def walk(path: Path, watch: Watch, takes: dict[str, float]) -> None:
    """One audit, stage by stage, as ``auditor.audit`` does it."""

    def imports() -> None:
        import auditor.chat.read
        import auditor.compose
        import auditor.facts.facts
        import auditor.measures.registry
        import auditor.packs.load
        import auditor.scoring.judgement
        import auditor.signals.fire  # noqa: F401

    watch("import", imports)
    from auditor.audit import AuditSettings, measure_all, propose, sight_of, view_of
    from auditor.chat.read import read_chat
    from auditor.compose import compose
    from auditor.facts.words import read_words
    from auditor.measures import registry
    from auditor.names.naming import Names
    from auditor.packs.load import load_packs
    from auditor.scoring.judgement import judge_all
    from auditor.signals.fire import Matcher

    settings = AuditSettings()
    packs = watch("load packs", load_packs)
    chat = watch("read", lambda: read_chat(path))
    words = watch("words", lambda: read_words(chat))
    matcher = watch("compile signals", lambda: Matcher(packs.signals))
    fired = watch("fire", lambda: matcher.fire(words.texts))
    view = watch("facts", lambda: view_of(chat, words, fired, settings))
    names = Names(view.facts.people, settings.names)

    plain = registry.MEASURES.copy()
    for name, function in plain.items():
        registry.MEASURES[name] = _timed(name, function, takes)
    measures = watch("measures", lambda: measure_all(view, packs, names))
    registry.MEASURES.update(plain)
    sight = sight_of(view, packs, settings)
    judgement = watch("judge", lambda: judge_all(packs, measures, sight))
    proposed = watch("propose a profile", lambda: propose(view, packs))
    said = {"sight": sight, "proposed": proposed}
    result = watch("compose", lambda: compose(view, measures, judgement, packs, settings, names, **said))
    watch("write JSON", result.to_json)


def _timed(name: str, function: Callable[..., Any], takes: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **parameters: Any) -> Any:
        begin = time.perf_counter()
        made = function(*arguments, **parameters)
        takes[name] = takes.get(name, 0.0) + time.perf_counter() - begin
        return made

    return timed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("export", type=Path)
    parser.add_argument("--times", type=int, default=3, help="rounds; the quickest of each stage is shown")
    parser.add_argument("--measures", action="store_true", help="also the measures, slowest first")
    asked = parser.parse_args()
    watch, takes = Watch(), dict[str, float]()
    for _ in range(asked.times):
        takes.clear()
        walk(asked.export, watch, takes)
    print(f"{machine()}; {asked.export.name}, the quickest of {asked.times}\n\n{watch.table()}")
    if asked.measures:
        print("\n| measure | seconds (last round) |\n|---|---|")
        for name, seconds in sorted(takes.items(), key=lambda item: -item[1])[:15]:
            print(f"| {name} | {seconds:.3f} |")


if __name__ == "__main__":
    main()
