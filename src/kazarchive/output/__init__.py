"""The output folder: publishing in order, the inventory of files and their integrity."""
