"""The graph in, pages for people out: lists, documents with their marks, claims with their words, actors."""
