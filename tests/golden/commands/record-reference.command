proviso run leave.proviso record-reference.yaml
