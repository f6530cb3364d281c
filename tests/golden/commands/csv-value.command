proviso replay leave.proviso --events csv-value.csv --as-of 2024-07-01
