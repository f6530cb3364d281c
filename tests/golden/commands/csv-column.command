proviso replay leave.proviso --events csv-column.csv --as-of 2024-07-01
