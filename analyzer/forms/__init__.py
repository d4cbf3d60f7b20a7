"""What shoppers did at fields, and what became of the forms that they sent.

``purpose``, ``field_kinds`` and ``groups`` say what is asked for and by which fields; ``refusals``,
``replies``, ``slips`` and ``stood`` what a submission came to, ``offered`` what
was chosen in vain; ``undone``, ``emptied`` and ``retracted`` what was lost; ``hesitations``,
``stuck`` and ``controls`` where somebody stopped.
"""
