proviso run leave.proviso yaml-wrong-type.yaml
