"""How files reach the output folder: publishing in order, the inventory, integrity."""
