"""From files to packs, profiles and signals; everything wrong is refused with file, line, column and the nearest valid key."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from auditor.errors import PackError
from auditor.packs.schema import Pack, Profile
from auditor.packs.yaml_strict import Document, parse
from auditor.signals.schema import Signal, parse_signals

Model = TypeVar("Model", bound=BaseModel)

QUESTIONS = ("audience", "reliance", "needs", "benefit", "dandelion", "vitality", "way")
"""The seven packs in the essay's order; ``verdicts`` comes after them, then packs that were given."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack with what identifies it."""

    pack: Pack
    hash: str
    """First 12 hex digits of the SHA-256 of its text."""
    origin: str


@dataclass(frozen=True, slots=True)
class Packs:
    """Everything judgement is made from."""

    packs: tuple[Loaded, ...]
    profiles: tuple[Profile, ...]
    signals: tuple[Signal, ...]

    def profile(self, name: str) -> Profile:
        """The profile called ``name``; raises :class:`PackError` naming the nearest."""
        for profile in self.profiles:
            if profile.profile == name:
                return profile
        names = [profile.profile for profile in self.profiles]
        raise PackError(f"there is no profile {name!r}", hint=f"known: {', '.join(names)}")


def shipped() -> Path:
    """The folder of the packs that come with the program: inside the wheel, or at the top of a checkout."""
    here = Path(__file__).resolve().parent.parent
    installed = here / "_rules"
    return installed if installed.is_dir() else here.parent / "rules"


def load_packs(*extra: str | Path) -> Packs:
    """The shipped packs and those given. Raises :class:`PackError` at the first thing that is wrong."""
    folder = shipped()
    packs = [load_pack(folder / f"{name}.yml") for name in (*QUESTIONS, "verdicts")]
    packs += [load_pack(Path(path)) for path in extra]
    names = [loaded.pack.pack for loaded in packs]
    for name in names:
        if names.count(name) > 1:
            raise PackError(f"two packs are called {name!r}", hint="give yours another name")
    profiles = [_model(read(path), Profile) for path in sorted((folder / "profiles").glob("*.yml"))]
    signals: list[Signal] = []
    for path in sorted((folder / "signals").glob("*.yml")):
        document = read(path)
        signals += _signals(document, document.value)
    for loaded in packs:
        if loaded.pack.signals:
            signals += _own_signals(loaded)
    made = Packs(tuple(packs), tuple(profiles), tuple(signals))
    _check_references(made)
    return made


def load_pack(path: Path) -> Loaded:
    """One pack file."""
    document = read(path)
    pack = _model(document, Pack)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return Loaded(pack, digest, str(path))


def read(path: Path) -> Document:
    """The YAML of a file."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PackError("there is no such file", where=str(path), hint="check the path after --pack") from None
    except IsADirectoryError:
        raise PackError("this is a folder, not a pack", where=str(path), hint="name one .yml file") from None
    except UnicodeDecodeError as error:
        raise PackError(
            f"this is not UTF-8 text (byte {error.start})", where=str(path), hint="save it as UTF-8"
        ) from None
    except OSError as error:
        raise PackError(f"this file cannot be read: {error.strerror}", where=str(path)) from None
    return parse(text, path.name)


def _model(document: Document, model: type[Model]) -> Model:
    if not isinstance(document.value, dict):
        raise PackError("a pack is a mapping of keys to values", where=document.place(()))
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        raise _refusal(document, error, model) from None


def _refusal(document: Document, error: ValidationError, model: type[BaseModel]) -> PackError:
    """The first complaint, in words, at its place."""
    first = error.errors()[0]
    path = tuple(part for part in first["loc"] if not (isinstance(part, str) and part == "[key]"))
    where = document.place(path)
    name = ".".join(str(part) for part in path)
    if first["type"] == "extra_forbidden":
        known = _keys_at(model, path[:-1])
        near = difflib.get_close_matches(str(path[-1]), known, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"known keys here: {', '.join(known)}"
        return PackError(f"the key {path[-1]!r} is not known here", where=where, hint=hint)
    if first["type"] == "missing":
        return PackError(f"{name} is missing", where=where, hint="docs/writing-rules.md shows what a pack needs")
    said = first["msg"].removeprefix("Value error, ")
    return PackError(f"{name}: {said}", where=where, hint="docs/writing-rules.md shows what may stand here")


def _keys_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Names of the keys that may stand at ``path`` of a model."""
    current: type[BaseModel] | None = model
    for part in path:
        if current is None:
            break
        field = next((f for n, f in current.model_fields.items() if part in (n, f.alias)), None)
        if field is not None:
            current = _model_inside(field.annotation)
    if current is None:
        return []
    return sorted(field.alias or name for name, field in current.model_fields.items())


def _model_inside(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_inside(inner)
        if found is not None:
            return found
    return None


def _signals(document: Document, value: object) -> list[Signal]:
    try:
        return parse_signals(value, document.origin)  # type: ignore[arg-type]
    except ValidationError as error:
        raise _refusal(document, error, Signal) from None


def _own_signals(loaded: Loaded) -> list[Signal]:
    """A pack's own signals, named ``pack__signal``."""
    prefix = loaded.pack.pack.replace("-", "_") + "__"
    try:
        own = parse_signals({"signals": loaded.pack.signals}, loaded.origin)
    except ValidationError as error:
        raise PackError(f"signals: {error.errors()[0]['msg']}", where=loaded.origin) from None
    return [signal.model_copy(update={"name": prefix + signal.name}) for signal in own]


def _check_references(packs: Packs) -> None:
    """Every measure is known, and every condition names a measure or question that exists."""
    from auditor.packs.references import problems

    for problem in problems(packs):
        raise problem
