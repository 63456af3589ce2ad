"""`python -m bot` is the `dauys` command."""

from bot.cli import main

if __name__ == "__main__":
    main()
