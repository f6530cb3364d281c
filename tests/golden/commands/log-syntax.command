proviso replay leave.proviso --events log-syntax.xes --as-of 2024-07-01
