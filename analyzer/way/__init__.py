"""Ways that lead nowhere: turning back (``turns``) and circles (``loops``) among the ``visits``,
searching on and on (``searches``), scrolling to and fro (``sweeps``), and what was ``changed`` by
who went back.
"""
