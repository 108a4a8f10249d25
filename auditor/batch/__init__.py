"""Many clients at once: who they are, one job each, what is done already, and the table of all.

clients.py    who: a folder of exports, or ``clients.yml``
job.py        one group in, its row and result out, then its files; runs anywhere
sent.py       the texts of one group that are worth looking for in others
machines.py   where jobs run: processes of this machine, or a Dask cluster
run.py        the loop: judge what changed, see what stands in several groups, tell each
state.py      what is done, and writing files whole or not at all
elsewhere.py  the same text sent into several groups (多群同发)
row.py        a line of the table
board.py      the table: its order, as CSV and as a page
"""
