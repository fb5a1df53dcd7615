"""Reasoning beside other reasoners, on made-up graphs of any size."""
