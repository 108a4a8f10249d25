"""One module a format, each with ``NAME``, ``HELP``, ``sniff`` and ``read``; the explicit list is in ``chat.read``."""
