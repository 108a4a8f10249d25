"""Settings from flags, ``clients.yml`` and ``auditor.yml``: which one holds, and where each value comes from.

A flag holds over ``clients.yml``, that over ``auditor.yml``, that over the default. Weights and mutes are settled one by
one: a client that weighs one question otherwise keeps the other weights of ``auditor.yml``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from auditor.errors import ConfigError, PackError
from auditor.text_files import read_text

if TYPE_CHECKING:
    from pydantic import BaseModel

    from auditor.audit import AuditSettings
    from auditor.packs.load import Packs
    from auditor.packs.yaml_strict import Document
    from auditor.packs.yaml_strict import Path as Keys
    from auditor.settings import ClientEntry, Settings

    Model = TypeVar("Model", bound=BaseModel)

NAME = "auditor.yml"
MANUAL = "docs/many-clients.md"
DEFAULT = "default"
DEFAULTS: Mapping[str, Any] = {"profile": "community", "names": "show"}
"""What holds when nobody says otherwise. Everything else is simply not said."""


@dataclass(frozen=True, slots=True)
class Value:
    """A setting and where it was said."""

    value: Any
    origin: str
    """``--owner``, ``file:line:column`` or ``default``."""

    @property
    def from_file(self) -> bool:
        """Whether a file says so. What flags say is refused by the commands that have them."""
        return ":" in self.origin


Layer = Mapping[str, Value]
"""Everything one file, or the command line, says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A client of ``clients.yml``."""

    name: str
    exports: tuple[str, ...]
    folder: Path
    """From where the exports are seen."""
    where: str
    layer: Layer


@dataclass(frozen=True, slots=True)
class Settled:
    """All settings, each with the values that were said for it: the first holds, the others are overridden."""

    values: Mapping[str, tuple[Value, ...]]

    def get(self, name: str) -> Any:
        """The value that holds, else the default, else null."""
        said = self.values.get(name)
        return said[0].value if said else DEFAULTS.get(name)

    def origin(self, name: str) -> str:
        """Where the value that holds was said."""
        said = self.values.get(name)
        return said[0].origin if said else DEFAULT

    def of(self, kind: str) -> dict[str, Any]:
        """The entries of ``weight`` or ``mute`` that hold."""
        return {
            name.partition(".")[2]: said[0].value for name, said in self.values.items() if name.startswith(f"{kind}.")
        }

    def over(self, layer: Layer) -> Settled:
        """These settings under a stronger layer."""
        names = [*layer, *(name for name in self.values if name not in layer)]
        stronger = {name: (layer[name],) if name in layer else () for name in names}
        return Settled({name: (*stronger[name], *self.values.get(name, ())) for name in names})

    def audit(self) -> AuditSettings:
        """What the audit is to be done by. ``as_of: today`` is today from here on."""
        from auditor.audit import AuditSettings
        from auditor.member_list import members
        from auditor.muting import Mute

        count, listed = members(str(self.get("members")) if self.get("members") is not None else None)
        as_of = self.get("as_of")
        return AuditSettings(
            owner=tuple(self.get("owner") or ()),
            staff=tuple(self.get("staff") or ()),
            members=count,
            member_names=listed,
            as_of=date.today() if as_of == "today" else as_of,
            as_of_is_today=as_of == "today",
            since=self.get("since"),
            until=self.get("until"),
            profile=self.get("profile") if "profile" in self.values else None,
            select=tuple(self.get("select") or ()),
            ignore=tuple(self.get("ignore") or ()),
            weights=dict(sorted(self.of("weight").items())),
            mutes=tuple(Mute(rule, one.reason, one.since, one.until) for rule, one in sorted(self.of("mute").items())),
            names=self.get("names"),
            client=self.get("client"),
            by=self.get("by"),
        )

    def reading(self) -> dict[str, Any]:
        """What was said about the export, as the reader takes it."""
        return {
            "chat": self.get("chat"),
            "zone": self.get("tz"),
            "date_order": self.get("date_order"),
            "year": self.get("year"),
            "columns": dict(self.get("columns") or {}),
        }

    def packs(self) -> tuple[Path, ...]:
        """Packs of one's own."""
        return tuple(map(Path, self.get("packs") or ()))

    def refuse_strangers(self, packs: Packs) -> None:
        """Names of rules, questions and profiles in files that there are not: a slip of the pen, told with its place.

        :raises ConfigError: the first of them.
        """
        known = sorted(packs.called)
        for name, said in self.values.items():
            kind, _, entry = name.partition(".")
            for value in said:
                if not value.from_file:
                    continue
                if kind == "weight" and entry not in packs.questions:
                    raise _stranger("no_question_called", value, entry, packs.questions)
                if kind == "profile" and value.value not in (profiles := [one.profile for one in packs.profiles]):
                    raise _stranger("no_profile", value, value.value, profiles)
                wanted = [entry] if kind == "mute" else value.value if kind in ("select", "ignore") else []
                for rule in wanted:
                    if rule not in known:
                        raise _stranger("no_rule_called", value, rule, known)

    def refuse_missing(self) -> None:
        """Time zones and files that files name and that there are not: told before the long work, with their place.

        :raises ConfigError: the first of them.
        """
        from auditor.chat.dates import check_zone
        from auditor.errors import UsageError
        from auditor.member_list import members

        for name in ("tz", "members", "logo"):
            held = self.values[name][0] if name in self.values else None
            if held is None or not held.from_file:
                continue
            if name == "logo":
                if not Path(held.value).is_file():
                    raise ConfigError("no_file_called", where=held.origin, hint="check_path", name=held.value)
                continue
            try:
                if name == "tz":
                    check_zone(held.value)
                else:
                    members(str(held.value))
            except UsageError as error:
                raise ConfigError(error.code, where=held.origin, hint=error.hint_code, **error.params) from None


def settle(layers: Iterable[Layer]) -> Settled:
    """The layers one over the other, the strongest first."""
    settled = Settled({})
    for layer in reversed(list(layers)):
        settled = settled.over(layer)
    return settled


def flags(**said: Any) -> Layer:
    """What the command line says; what it leaves out (null, empty) is not said. ``weight`` maps questions to weights."""
    layer: dict[str, Value] = {}
    for name, value in said.items():
        option = {"packs": "--pack"}.get(name, f"--{name.replace('_', '-')}")
        if name == "weight":
            layer |= {f"weight.{question}": Value(weight, option) for question, weight in value.items()}
        elif value is not None and value not in ((), [], {}):
            layer[name] = Value(value, option)
    return layer


def find(beside: Path | None = None, start: Path | None = None) -> Path | None:
    """The ``auditor.yml`` that applies: beside the export, else in the working folder (``start``) or above it."""
    here = start or Path()
    folders = [here, *here.absolute().parents]
    if beside is not None and str(beside) != "-":
        folders.insert(0, beside if beside.is_dir() else beside.parent)
    return next((folder / NAME for folder in folders if (folder / NAME).is_file()), None)


def load(path: Path) -> Layer:
    """``auditor.yml``.

    :raises ConfigError: it cannot be read, or something in it is wrong; with file, line, column and the nearest valid key.
    """
    from auditor.settings import AuditorFile

    document, model = _checked(path, AuditorFile)
    return _layer(model, document, (), path.parent)


def load_clients(path: Path) -> list[Entry]:
    """``clients.yml``; errors as for :func:`load`."""
    from auditor.settings import ClientsFile

    document, model = _checked(path, ClientsFile)
    return [_entry(client, document, number, path.parent) for number, client in enumerate(model.clients)]


def holds_clients(path: Path) -> bool:
    """Whether a YAML file is a list of clients rather than settings."""
    document = _read(path)
    return isinstance(document.value, dict) and "clients" in document.value


def _entry(client: ClientEntry, document: Document, number: int, folder: Path) -> Entry:
    keys: Keys = ("clients", number)
    layer = dict(_layer(client, document, keys, folder))
    layer.setdefault("client", Value(client.name, document.place((*keys, "name"))))
    return Entry(client.name, tuple(client.exports), folder, document.place(keys), layer)


def _layer(model: Settings, document: Document, keys: Keys, folder: Path) -> Layer:
    """What ``model`` says, with the place of each value; files are seen from ``folder``."""
    from auditor.settings import PATHS, Settings

    layer: dict[str, Value] = {}
    for name in Settings.model_fields:
        if name not in model.model_fields_set or getattr(model, name) is None:
            continue
        value = getattr(model, name)
        if name == "weights":
            for question, weight in value.items():
                layer[f"weight.{question}"] = Value(weight, document.place((*keys, name, question)))
        elif name == "mute":
            for number, muted in enumerate(value):
                place = document.place((*keys, name, number, "rule"))
                if f"mute.{muted.rule}" in layer:
                    raise ConfigError("muted_twice", where=place, hint="keep_one", name=muted.rule)
                layer[f"mute.{muted.rule}"] = Value(muted, place)
        else:
            if name in PATHS and not isinstance(value, int):
                value = (
                    [_seen_from(folder, one) for one in value] if isinstance(value, list) else _seen_from(folder, value)
                )
            layer[name] = Value(value, document.place((*keys, name)))
    return layer


def _seen_from(folder: Path, path: str) -> str:
    return path if path.isdigit() else str(folder / path)


def _checked(path: Path, model: type[Model]) -> tuple[Document, Model]:
    from auditor.packs.strict import as_model

    document = _read(path)
    try:
        return document, as_model(document, model, MANUAL)
    except PackError as error:
        raise _as_ours(error) from None


def _read(path: Path) -> Document:
    from auditor.packs.yaml_strict import parse

    text = read_text(path, ConfigError)
    try:
        return parse(text, str(path))
    except PackError as error:
        raise _as_ours(error) from None


def _as_ours(error: PackError) -> ConfigError:
    """What is wrong with a settings file is no fault of a pack."""
    return ConfigError(error.code, where=error.where, hint=error.hint_code, **error.params)


def _stranger(code: str, value: Value, name: str, known: Sequence[str]) -> ConfigError:
    near = "".join(difflib.get_close_matches(name, known, 1))
    hint = "did_you_mean" if near else "list_names_all" if code == "no_rule_called" else "one_of"
    return ConfigError(code, where=value.origin, hint=hint, name=name, near=near, names=", ".join(known))


def run_out(settings: AuditSettings, as_of: str | None) -> list[str]:
    """Rules whose mute had run out by ``as_of`` (the day a result was judged from): they are judged again."""
    day = date.fromisoformat(as_of[:10]) if as_of else None
    return [mute.rule for mute in settings.mutes if day is not None and not mute.holds_on(day)]
