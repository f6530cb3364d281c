proviso transition permits-2019.proviso permits-2020.proviso transition-running.yaml -o transition-running.yaml
