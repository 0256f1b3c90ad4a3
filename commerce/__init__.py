"""The shop's rules. Takes models and plain values, never a request; the only place that opens transactions."""
