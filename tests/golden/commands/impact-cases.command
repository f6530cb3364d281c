proviso impact leave.proviso diff-clauses.proviso --events impact-events.csv --as-of 2024-03-20
