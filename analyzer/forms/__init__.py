"""What shoppers did at fields, and what became of the forms that they sent.

``purpose``, ``field_kinds`` and ``groups`` say what is asked for and by which fields;
``submissions`` and ``replies`` how each submission was answered, ``silences`` which were refused
without a word, ``refusals``, ``slips`` and ``stood`` what they came to, ``offered`` what was chosen
in vain; ``undone``, ``emptied`` and ``retracted`` what was lost; ``hesitations``, ``stuck`` and
``controls`` where somebody stopped, ``late_settings`` what was answered late.
"""
