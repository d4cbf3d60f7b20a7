"""One session's log as what rules read: ``timeline`` orders its events, ``views`` and ``steps`` say
where the shopper was, ``path`` the way through them, ``waits`` how long the shop made it wait,
``asides`` which time was the study's own; ``elements`` and ``places`` name what a friction is at.
"""
