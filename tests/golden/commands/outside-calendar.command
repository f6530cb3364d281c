proviso run leave.proviso outside-calendar.yaml
