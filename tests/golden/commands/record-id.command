proviso run leave.proviso record-id.yaml
