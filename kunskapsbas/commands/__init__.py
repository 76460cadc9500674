"""The commands of ``kb``, a file for each: what it takes on the command line, and what it does with it."""
