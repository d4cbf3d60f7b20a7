"""`python -m kitka.demo_shop`."""

import sys

from kitka.demo_shop.cli import main

if __name__ == "__main__":
    sys.exit(main())
