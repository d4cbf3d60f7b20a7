"""Recordings of the rules about finding the way: what fires, and what looks like it and is none."""
