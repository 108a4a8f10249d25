"""A measure as taken: its value, its sample, and how it would have come out in other weeks.

An export is a census of what was said, not a sample; what we do not know is whether these days are typical. So days are
drawn again with replacement, 400 times, the same draws for every measure, and a range is the 5–95 % of the draws.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.chat.tables import Note

Floats = npt.NDArray[np.float64]

DRAWS = 400
"""Resamples of days; 400 holds a 5 % quantile to about one point."""
SEED = 2021
"""Fixed: the same export gives the same ranges, in another process and on another machine."""
MOST_EVIDENCE = 200
"""Messages a share names as its evidence; a report quotes a handful, and a busy chat has a million."""
RANGE_DAYS = 10
"""Below ten active days no range is claimed: the draws would only repeat the same few days."""


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar days of the window, and 400 ways to draw as many days from them."""

    start: date
    count: int
    weights: Floats
    """``(DRAWS, count)``: how often each day is drawn. Rows sum to ``count``."""

    @classmethod
    def of(cls, start: date, end: date) -> Days:
        """The days from ``start`` to ``end``, both included."""
        count = (end - start).days + 1
        draws = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), size=DRAWS)
        return cls(start, count, draws.astype(np.float64))

    def index(self, days: pl.Series) -> npt.NDArray[np.int64]:
        """Position of each date among the days."""
        return (days - self.start).dt.total_days().to_numpy().astype(np.int64)

    def sums(self, days: pl.Series, values: pl.Series | None = None) -> Floats:
        """Sum of ``values`` (or the number of rows) per calendar day."""
        weights = None if values is None else values.cast(pl.Float64).fill_null(0).to_numpy()
        return np.bincount(self.index(days), weights=weights, minlength=self.count).astype(np.float64)

    def matrix(self, frame: pl.DataFrame, by: str, values: str | None = None) -> tuple[pl.Series, Floats]:
        """``(keys, (count, keys))``: sums per day and per distinct value of ``by`` (a person, say), keys sorted."""
        keys = frame.get_column(by).unique().sort()
        position = (
            frame.select(by)
            .join(
                pl.DataFrame({by: keys, "_position": np.arange(len(keys))}),
                on=by,
                how="left",
                maintain_order="left",
            )["_position"]
            .to_numpy()
        )
        flat = self.index(frame["day"]) * len(keys) + position
        weights = None if values is None else frame[values].cast(pl.Float64).to_numpy()
        sums = np.bincount(flat, weights=weights, minlength=self.count * len(keys))
        return keys, sums.reshape(self.count, len(keys)).astype(np.float64)

    @property
    def last(self) -> date:
        """The last day."""
        return self.start + timedelta(days=self.count - 1)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of one chat."""

    value: float | None
    unit: str
    """``share``, ``count``, ``seconds``, ``days``, ``people`` or ``ratio``."""
    k: float | None = None
    """Of ``n``, how many; null where the value is not a share."""
    n: float | None = None
    """Size of the sample the value rests on (turns, people, questions …)."""
    people: int = 0
    """Distinct people in the sample."""
    days: int = 0
    """Active days in the sample."""
    draws: Floats | None = None
    """The value in each of the 400 resamples, NaN where it is undefined; null when no range is claimed."""
    evidence: tuple[int, ...] = ()
    """Ids of the messages it rests on, the most telling first."""
    inferred: float = 0.0
    """Share of the sample that rests on inference (replies, host side), 0–1."""
    missing: Note | None = None
    """Why there is no value."""
    more: dict[str, Any] = field(default_factory=dict)
    """Further numbers for the sentence of a rule: a name, a second count."""

    @classmethod
    def unknown(cls, code: str, unit: str = "share", **params: str | int | float) -> Measured:
        """A measure that could not be taken. Never a zero."""
        return cls(None, unit, missing=Note(code, dict(params)))

    @property
    def low(self) -> float | None:
        """5 % of the draws."""
        return self._quantile(0.05)

    @property
    def high(self) -> float | None:
        """95 % of the draws."""
        return self._quantile(0.95)

    @property
    def n_eff(self) -> float | None:
        """For a share: the sample size that independent trials would need for the same spread of the draws.

        ``p(1-p)/var``, never more than ``n``: forty adverts in one bad day are one event, not forty.
        """
        if self.draws is None or self.value is None or self.n is None or self.unit != "share":
            return None
        spread = float(np.nanvar(self.draws))
        if spread <= 0:
            return float(self.n)
        return min(float(self.n), self.value * (1 - self.value) / spread)

    def _quantile(self, at: float) -> float | None:
        if self.draws is None:
            return None
        known = np.sort(self.draws[~np.isnan(self.draws)])  # numpy's own nanquantile takes ten times as long
        return float(np.interp(at * (len(known) - 1), np.arange(len(known)), known)) if len(known) else None


def share(
    days: Days,
    frame: pl.DataFrame,
    hit: pl.Expr,
    *,
    weight: pl.Expr | None = None,
    inferred: float = 0.0,
    quote_misses: bool = False,
    **more: Any,
) -> Measured:
    """Share of the rows of ``frame`` (columns ``day``, ``id``, ``person``) for which ``hit`` is true.

    Resampled as a ratio of daily sums, so that days with much talk count for much. The hits are the evidence, or with
    ``quote_misses`` the others, where those are what somebody has to act on (the newcomers nobody answered).
    """
    if frame.is_empty():
        return Measured.unknown("nothing_to_count")
    marked = frame.select(
        "day", "id", "person", hit.fill_null(False).alias("_hit"),
        (weight if weight is not None else pl.lit(1.0)).cast(pl.Float64).alias("_weight"),
    )  # fmt: skip
    marked = marked.with_columns((pl.col("_hit") * pl.col("_weight")).alias("_k"))
    k, n = days.sums(marked["day"], marked["_k"]), days.sums(marked["day"], marked["_weight"])
    if n.sum() <= 0:
        return Measured.unknown("nothing_to_count")
    return Measured(
        value=float(k.sum() / n.sum()),
        unit="share",
        k=float(k.sum()),
        n=float(n.sum()),
        people=marked["person"].n_unique(),
        days=int((n > 0).sum()),
        draws=ratio_draws(days, k, n),
        evidence=_spread(marked.filter(pl.col("_hit") != quote_misses)["id"].drop_nulls()),
        inferred=inferred,
        more=more,
    )


def _spread(ids: pl.Series) -> tuple[int, ...]:
    """At most :data:`MOST_EVIDENCE` of ``ids``, evenly from first to last."""
    if len(ids) > MOST_EVIDENCE:
        ids = ids.gather(np.linspace(0, len(ids) - 1, MOST_EVIDENCE).astype(np.int64))
    return tuple(ids.to_list())


def ratio_draws(days: Days, k: Floats, n: Floats) -> Floats | None:
    """``sum(k)/sum(n)`` in each resample of days; null below :data:`RANGE_DAYS` active days."""
    if int((n > 0).sum()) < RANGE_DAYS:
        return None
    below = days.weights @ n
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(below > 0, (days.weights @ k) / below, np.nan), dtype=np.float64)


def drawn(days: Days, active: int, compute: Callable[[Floats], Floats]) -> Floats | None:
    """Draws of anything that can be computed from day weights ``(DRAWS, count)``; null below the floor."""
    return compute(days.weights) if active >= RANGE_DAYS else None


def centred(value: float, draws: Floats | None, *, least: float = 0.0, most: float = 1.0) -> Floats | None:
    """``draws`` moved so that their middle is ``value``, for measures that count different people.

    A resample holds two thirds of the days, and fewer days show fewer different people: who received something once is
    missing from a third of the draws. How far such draws spread is what they tell; where they lie is known from all days.
    """
    if draws is None or np.isnan(draws).all():
        return draws
    return np.asarray(np.clip(draws + (value - np.nanmedian(draws)), least, most), dtype=np.float64)


def binomial_draws(k: float, n: float, name: str) -> Floats | None:
    """Draws for a share over a whole life (an invite tree), where days are not the unit.

    Jeffreys' interval (Beta(k+½, n-k+½)), seeded by the measure's name.
    """
    if n <= 0:
        return None
    seed = int.from_bytes(name.encode()[:8].ljust(8, b"\0"), "big")
    return np.random.default_rng(seed).beta(k + 0.5, n - k + 0.5, size=DRAWS)


def of_people(name: str, k: int, n: int, evidence: tuple[int, ...] = (), **more: Any) -> Measured:
    """A share of people over a stretch of life: ``k`` of ``n``."""
    return Measured(
        value=k / n, unit="share", k=float(k), n=float(n), people=n, draws=binomial_draws(k, n, name),
        evidence=evidence, more=more,
    )  # fmt: skip


def median_draws(days: Days, frame: pl.DataFrame, column: str) -> Floats | None:
    """Median of ``column`` in each resample, to within 1/400 of the distribution.

    The values fall into at most 400 bins of equal size, so the table stays small however many rows there are.
    """
    if frame["day"].n_unique() < RANGE_DAYS:
        return None
    values = frame[column].cast(pl.Float64).to_numpy()
    edges = np.unique(np.quantile(values, np.linspace(0, 1, 401), method="lower"))
    bins = np.searchsorted(edges, values, side="right") - 1
    flat = days.index(frame["day"]) * len(edges) + bins
    table = np.bincount(flat, minlength=days.count * len(edges)).reshape(days.count, len(edges))
    running = np.cumsum(days.weights @ table, axis=1)
    total = running[:, -1]
    at = (running < (total / 2)[:, None]).sum(axis=1)
    return np.asarray(np.where(total > 0, edges[np.minimum(at, len(edges) - 1)], np.nan), dtype=np.float64)
