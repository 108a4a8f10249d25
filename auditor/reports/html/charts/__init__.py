"""The pictures of the HTML report, one module each: part of a result → a :class:`Figure`, or none where there is nothing.

What they share: ``drawing`` (a Vega or Vega-Lite specification → inline SVG), ``ink`` (colours, sizes, common parts)
and ``figure`` (a picture with its sentence and its table).
"""
