"""The graph on somebody else's SPARQL 1.1 server: a View that reads it over HTTP, a Store that writes it.

What the embedded store keeps beside the graph (readings, catalogue, manifest, lock) lies in a folder on this machine
(:mod:`kg.stores.remote.place`). What readers on other machines must know (base, generation, size, versions) lies in the
graph itself (:mod:`kg.stores.remote.mark`).

Laws of this package: no error and no log holds a secret; no redirect is followed; only reads are tried again; a view
that a server would cut short is an error, never a shorter view.
"""
