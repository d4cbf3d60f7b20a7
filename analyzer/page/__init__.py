"""What a page did to its visitor: failed requests, busy scripts, late paints, unasked layers."""
