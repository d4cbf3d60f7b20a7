"""What was bought, for how much, what was promised of it, and how paying went.

``course`` is the purchase as a whole; ``basket``, ``edits``, ``badges`` and ``writes`` what was put
in and changed, ``belied`` what the shop wrongly said of that; ``readings``, ``sums``, ``totals``,
``announced`` and ``promises`` what was shown, ``meanings`` what a promise says however it is
worded; ``accounts``, ``guests``, ``sent_home``, ``departures``, ``landings`` and ``declined`` what
came in between.
"""
