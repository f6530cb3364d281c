proviso run leave.proviso document-value.yaml
