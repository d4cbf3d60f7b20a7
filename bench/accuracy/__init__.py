"""How often the rules are right: simulated shoppers in a shop whose defects are known."""
