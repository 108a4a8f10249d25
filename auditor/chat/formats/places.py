"""Where the message with a given id of the export stands: for replies, pins and whatever else points at a message."""

from __future__ import annotations

import numpy as np
import polars as pl


class Places:
    """The ids of all messages, integers in file order, ready to be looked up."""

    def __init__(self, ids: pl.Series) -> None:
        values = ids.fill_null(-(2**63)).to_numpy()
        self.order = np.argsort(values, kind="stable")
        self.sorted = values[self.order]

    def find(self, targets: pl.Series) -> pl.Series:
        """The row of each target id; null where there is none or no such message, the first where ids repeat."""
        found = pl.repeat(None, len(targets), dtype=pl.UInt32, eager=True)
        asked = targets.is_not_null().arg_true()
        if not len(self.order) or asked.is_empty():
            return found
        wanted = targets.gather(asked).to_numpy()
        place = np.searchsorted(self.sorted, wanted).clip(max=len(self.sorted) - 1)
        there = self.sorted[place] == wanted
        return found.scatter(asked.filter(pl.Series(there)), pl.Series(self.order[place[there]], dtype=pl.UInt32))
