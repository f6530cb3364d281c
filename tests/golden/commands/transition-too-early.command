proviso transition permits-2019.proviso permits-2020.proviso transition-running.yaml --on 2019-12-31 -o no-such/folder
