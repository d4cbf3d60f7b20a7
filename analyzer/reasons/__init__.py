"""Why attempts without success ended.

``kinds`` places what rules found, the sign modules (``broken``, ``fields``, ``vain``, ``effort``,
``delays``, ``money``, ``offers``, ``choices``, ``visits``) read what no rule tells, ``said`` what
people answered, and ``ranking`` weighs them all.
"""

from kitka.analyzer.reasons.kinds import KINDS, kind_of
from kitka.analyzer.reasons.over import ReasonCount, reasons_over
from kitka.analyzer.reasons.ranking import reasons
from kitka.analyzer.reasons.words import spoken_of

__all__ = ["KINDS", "ReasonCount", "kind_of", "reasons", "reasons_over", "spoken_of"]
