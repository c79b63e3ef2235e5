"""What others need to find, cite, mirror and search the data: descriptions, the ontology, dumps."""
