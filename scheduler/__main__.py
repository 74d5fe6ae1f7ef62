"""``python -m scheduler`` is ``microcycle``."""

from scheduler.cli import main

if __name__ == "__main__":
    main(prog_name="microcycle")
