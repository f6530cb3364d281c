proviso run leave.proviso yaml-syntax.yaml
