"""The actors and places of the graph, offered to whoever matches a table to them (Reconciliation Service API 0.2).

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/: ``requests`` reads what is asked,
``names`` finds who may be meant, ``candidates`` weighs them, ``properties`` and ``extending`` tell
what is known of them, ``service`` answers.
"""
