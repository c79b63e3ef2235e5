"""Habeas: documents in, a knowledge graph out, in which every claim leads back to the exact words."""

__version__ = "0.1.0"
