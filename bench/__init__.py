"""Benchmarks: `make bench` writes its own documents and fills the table of `docs/performance.md`."""
