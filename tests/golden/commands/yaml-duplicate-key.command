proviso run leave.proviso yaml-duplicate-key.yaml
