proviso run leave.proviso document-name.yaml
