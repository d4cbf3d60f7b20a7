"""What a participant sees: from the link to the thanks. Pages under ``/p``."""
