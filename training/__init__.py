"""How the language model is trained: run ``python -m training.train``; the package itself never does."""
