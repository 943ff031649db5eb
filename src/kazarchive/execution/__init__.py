"""Runs tasks in other processes; nothing here knows what a task does."""
