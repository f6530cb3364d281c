proviso run leave.proviso yaml-alias.yaml
