"""Running tasks of values in other processes: nothing here knows what a task does."""
