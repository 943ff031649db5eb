"""From the plan to files in place."""
