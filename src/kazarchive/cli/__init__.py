"""The command line: options and commands, what is printed, signals and completion."""
