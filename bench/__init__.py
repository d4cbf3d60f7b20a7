"""What Kitka costs, measured as ratios in one interleaved run."""
