"""Measurements that stand behind what the documents claim. Each is a command: `python -m benchmarks.NAME`."""
