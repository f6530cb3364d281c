proviso run leave.proviso yaml-missing-key.yaml
