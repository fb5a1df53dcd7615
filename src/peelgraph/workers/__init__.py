"""Processes of their own for work that others wrote, under the limits of the system's kernel."""
