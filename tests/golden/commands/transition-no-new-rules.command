proviso transition permits-2019.proviso transition-running.yaml -o no-such/folder
