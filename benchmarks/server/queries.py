"""The queries: a look-up, a page of rows, a count over the whole; and those that never end."""

PREFIXES = """PREFIX kg: <https://w3id.org/habeas/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
SMALL = "SELECT ?p ?o { <%s> ?p ?o }"
MEDIUM = """SELECT ?claim ?who ?words ?start ?end {
  ?claim a kg:Statement ; kg:speaker ?s ; kg:evidence ?e . ?s skos:prefLabel ?who .
  ?e kg:exact ?words ; kg:start ?start ; kg:end ?end } LIMIT 58"""
HEAVY = """SELECT ?who (COUNT(?s) AS ?n) { ?s a kg:Statement ; kg:speaker ?w . ?w skos:prefLabel ?who }
GROUP BY ?who ORDER BY DESC(?n) LIMIT 20"""
NUMBERED = "\n#{n}"
"""A comment that makes a query another one to every cache, and to every log."""

POISON = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ROWS = "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 1000000"


def kinds(subjects: list[str]) -> dict[str, list[str]]:
    """Name of a kind → its queries."""
    return {
        "small": [SMALL % subject for subject in subjects],
        "medium": [PREFIXES + MEDIUM],
        "heavy": [PREFIXES + HEAVY],
    }
