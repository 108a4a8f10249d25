"""Times of exports that print an instant, a wall time, or both: the zone they show, and the wall time of every row."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from auditor.chat.formats.wechat_times import in_zone, zone_name
from auditor.chat.tables import Note

_FARTHEST = 14 * 60
"""Minutes of the zones farthest from Greenwich. All zones of today differ from it by quarters of an hour."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How the times of an export are to be read."""

    zone: str | None
    """Zone of the wall times; null when unknown."""
    minutes: int = 0
    """Minutes east of UTC at which instants without a wall time are shown."""
    given: bool = False
    """The user chose the zone: instants are shown in it, whatever wall time the export prints."""
    notes: tuple[Note, ...] = ()

    @classmethod
    def of(cls, times: pl.DataFrame, given: str | None) -> Clock:
        """The clock of ``times``, rows in file order: ``wall`` as printed and ``utc``, the instant; either may be null.

        Where both are printed they show the zone. With summer time there are several: the last is taken, and noted. Where
        only instants are printed they are shown in UTC, which is noted too.
        """
        if given is not None:
            return cls(given, given=True)
        shifts = times.select((pl.col("wall") - pl.col("utc")).dt.total_minutes().alias("shift"))["shift"].drop_nulls()
        shifts = shifts.filter((shifts.abs() <= _FARTHEST) & (shifts % 15 == 0))
        if not shifts.is_empty():
            known = [str(zone_name(pl.Series([shift]))) for shift in shifts.unique().sort()]
            notes = (Note("zone_varies", {"zones": ", ".join(known)}),) if len(known) > 1 else ()
            return cls(zone_name(shifts.tail(1)), int(shifts[-1]), notes=notes)
        if times["utc"].null_count() == times.height or times["wall"].null_count() < times.height:
            return cls(None)
        return cls("+00:00", notes=(Note("zone_assumed", {"zone": "UTC"}),))

    def at(self) -> pl.Expr:
        """Wall time of rows with ``wall`` and ``utc``; null where there is no time at all."""
        if self.given and self.zone is not None:
            return pl.coalesce(in_zone(pl.col("utc"), self.zone), "wall").alias("at")
        return pl.coalesce("wall", pl.col("utc") + pl.duration(minutes=self.minutes)).alias("at")
