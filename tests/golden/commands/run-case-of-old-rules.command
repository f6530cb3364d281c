proviso run permits-2020.proviso transition-running.yaml
