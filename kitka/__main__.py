"""``python -m kitka``"""

from kitka.cli import main

main()
