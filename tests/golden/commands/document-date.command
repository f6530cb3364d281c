proviso run leave.proviso document-date.yaml
