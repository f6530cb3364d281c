proviso transition permits-2019.proviso permits-2020.proviso transition-running.yaml transition-running.yaml -o no-such/folder
