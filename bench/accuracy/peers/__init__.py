"""The other tools themselves in the simulated shoppers' sessions, with ``PEERS=1`` only."""
