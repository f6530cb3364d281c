proviso impact leave.proviso --events csv-value.csv
