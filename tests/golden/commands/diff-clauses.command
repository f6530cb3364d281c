proviso diff leave.proviso diff-clauses.proviso --exit-code
