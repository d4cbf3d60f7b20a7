"""What many sessions say together: who counts (``cohorts``), what is usual (``reference``), where
it hurts (``findings``, ``reviews``, ``marks``), whether budgets hold (``gate``), what people said
(``questionnaires``, ``funnel``), what other tools would have said (``presets``).
"""
