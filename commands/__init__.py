"""What the verbs of the ``kitka`` command do, one module each."""
