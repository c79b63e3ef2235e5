"""SPARQL over HTTP: a request in by the Protocol, the engine's answer out in the form that is liked best."""
