proviso run leave.proviso yaml-too-deep.yaml
