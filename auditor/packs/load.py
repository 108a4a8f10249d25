"""From files to packs, profiles and signals; everything wrong is refused with file, line, column and the nearest valid key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from auditor.errors import PackError
from auditor.packs.schema import MeasureUse, Pack, Profile, Rule
from auditor.packs.strict import as_model
from auditor.packs.yaml_strict import Document, parse
from auditor.packs.yaml_strict import Path as Keys
from auditor.signals.schema import Signal, parse_signals
from auditor.text_files import read_text

QUESTIONS = ("audience", "reliance", "needs", "benefit", "dandelion", "vitality", "way")
"""The seven packs in the essay's order; ``verdicts`` comes after them, then packs that were given."""

MANUAL = "docs/writing-rules.md"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack with what identifies it."""

    pack: Pack
    hash: str
    """First 12 hex digits of the SHA-256 of its text."""
    origin: str
    document: Document = field(default=Document("", None), repr=False, compare=False)

    def signal(self, name: str) -> str:
        """The full name of a signal: the pack's own are ``pack__signal``."""
        return f"{self.pack.pack.replace('-', '_')}__{name}" if name in self.pack.signals else name

    def where(self, *keys: str | int) -> str:
        """``file:line:column`` of a part of the pack, for instance ``where("rules", "alive", "says")``."""
        return self.document.place(keys) if self.document.places else self.origin


@dataclass(frozen=True, slots=True)
class Packs:
    """Everything judgement is made from."""

    packs: tuple[Loaded, ...]
    profiles: tuple[Profile, ...]
    signals: tuple[Signal, ...]
    places: Mapping[str, tuple[Document, Keys]] = field(default_factory=dict, repr=False, compare=False)
    """Where profiles and signals were defined: ``profile course``, ``signal promo`` → document and path in it."""

    def profile(self, name: str) -> Profile:
        """The profile called ``name``; raises :class:`PackError` naming the nearest."""
        for profile in self.profiles:
            if profile.profile == name:
                return profile
        names = [profile.profile for profile in self.profiles]
        raise PackError("no_profile", hint="one_of", name=name, names=", ".join(names))

    @property
    def measures(self) -> dict[str, MeasureUse]:
        """Every measure that a pack names, keyed ``pack/measure``."""
        return {
            f"{loaded.pack.pack}/{name}": use for loaded in self.packs for name, use in loaded.pack.measures.items()
        }

    @property
    def rules(self) -> dict[str, Rule]:
        """Every rule, keyed ``pack/rule``."""
        return {f"{loaded.pack.pack}/{name}": rule for loaded in self.packs for name, rule in loaded.pack.rules.items()}

    @property
    def called(self) -> dict[str, str]:
        """What a rule or a pack answers to → its name now: who muted a rule before it was renamed has still muted it."""
        rules = self.rules
        former = {
            was if "/" in was else f"{name.partition('/')[0]}/{was}": name
            for name, rule in rules.items()
            for was in rule.former_ids
        }
        return former | {name: name for rule in rules for name in (rule, rule.partition("/")[0])}

    @property
    def questions(self) -> tuple[str, ...]:
        """The packs that ask a question, in their order."""
        return tuple(loaded.pack.pack for loaded in self.packs if loaded.pack.part is not None)

    def where(self, what: str, *keys: str | int) -> str:
        """``file:line:column`` of a part of ``profile …`` or ``signal …``; the name itself when it came from no file."""
        if what not in self.places:
            return what
        document, path = self.places[what]
        return document.place((*path, *keys))


@cache
def shipped() -> Path:
    """The folder of the packs that come with the program: inside the wheel, or at the top of a checkout."""
    here = Path(__file__).resolve().parent.parent
    installed = here / "_rules"
    return installed if installed.is_dir() else here.parent / "rules"


def load_packs(*extra: str | Path) -> Packs:
    """The shipped packs and those given. Raises :class:`PackError` at the first thing that is wrong."""
    from auditor.packs.references import problems

    folder = shipped()
    packs = [load_pack(folder / f"{name}.yml") for name in (*QUESTIONS, "verdicts")]
    packs += [load_pack(Path(path)) for path in extra]
    names = [loaded.pack.pack for loaded in packs]
    for loaded in packs:
        if names.count(loaded.pack.pack) > 1:
            raise PackError(f"two packs are called {loaded.pack.pack!r}", hint="give yours another name")
    profiles: list[Profile] = []
    signals: list[Signal] = []
    places: dict[str, tuple[Document, Keys]] = {}
    for path in sorted((folder / "profiles").glob("*.yml")):
        document = read(path)
        profiles.append(as_model(document, Profile, MANUAL))
        places[f"profile {profiles[-1].profile}"] = (document, ())
    for path in sorted((folder / "signals").glob("*.yml")):
        signals += _signals(read(path), "", places)
    for loaded in packs:
        if loaded.pack.signals:
            signals += _signals(loaded.document, loaded.pack.pack.replace("-", "_"), places)
    made = Packs(tuple(packs), tuple(profiles), tuple(signals), places)
    for problem in problems(made):
        raise problem
    return made


def load_pack(path: Path) -> Loaded:
    """One pack file."""
    document = read(path)
    pack = as_model(document, Pack, MANUAL)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    loaded = Loaded(pack, digest, document.origin, document)
    return replace(loaded, pack=_with_own_signals(loaded)) if pack.signals else loaded


def _with_own_signals(loaded: Loaded) -> Pack:
    """The pack with its own signals called by their full names where measures count them."""
    measures = {
        name: MeasureUse.model_validate(
            {"compute": use.compute, **use.params, "signal": loaded.signal(str(use.params["signal"]))}
        )
        if "signal" in use.params
        else use
        for name, use in loaded.pack.measures.items()
    }
    return loaded.pack.model_copy(update={"measures": measures})


def read(path: Path) -> Document:
    """The YAML of a file. A shipped one is called ``rules/…``, any other as it was given."""
    inside = path.is_relative_to(shipped())
    origin = f"rules/{path.relative_to(shipped()).as_posix()}" if inside else str(path)
    return parse(read_text(path, PackError, where=origin, missing=("no_such_file", "check_pack_path")), origin)


def _signals(document: Document, prefix: str, places: dict[str, tuple[Document, Keys]]) -> list[Signal]:
    """The signals of a file; a pack's own are named ``pack__signal``. Their places go into ``places``."""
    mapping = document.value.get("signals") if isinstance(document.value, dict) else None
    if mapping is None:
        raise PackError(
            "there is no `signals:` in this file", where=document.place(()), hint="manual_shows", manual=MANUAL
        )
    made = parse_signals(
        mapping, document.origin, prefix=prefix, locate=lambda keys: document.place(("signals", *keys))
    )
    for name, signal in zip(map(str, mapping), made, strict=True):
        places[f"signal {signal.name}"] = (document, ("signals", name))
    return made
