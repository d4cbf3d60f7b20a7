"""What became of every press.

``verdicts`` gives each press its one verdict. ``series`` tells presses on one control apart,
``causes`` is what kept a press from being answered, ``covers`` what took it, ``disabled`` whether
it was said why a control is, ``behind`` whose answer had just come, ``owed`` to which no answer was
owed; ``bursts`` tells several presses as one friction. ``answers`` says which of what followed was
its own answer, ``busy`` where a word was all there was, ``unheard`` where the shop's answer was not
to be seen, ``led`` and ``onward`` where it led.
"""
