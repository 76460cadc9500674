"""Swedish knowledge base on Sphinx: a folder per capability; docs/architecture.md shows the house."""

__version__ = "0.1.0"
