proviso replay leave.proviso --events csv-syntax.csv --as-of 2024-07-01
