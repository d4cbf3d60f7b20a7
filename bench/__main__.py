"""``make bench``: what recording and judging cost."""

import sys

from bench import analysis, overhead
from bench.proof import publish

TEXT = f"""{overhead.TEXT}

The second figure is the median time of `analyze()` on the first {analysis.EVENTS} events of such a
session, on one core: steps, outcome, all rules that are in use, abandonment. Its interval is that
of the median, from the ordered runs."""

if __name__ == "__main__":
    measured = overhead.proof(overhead.measure(overhead.PAIRS))
    sys.exit(publish("bench", "What recording costs", TEXT, [measured, analysis.proof()]))
