proviso run leave.proviso yaml-unknown-key.yaml
