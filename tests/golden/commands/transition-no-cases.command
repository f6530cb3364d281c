proviso transition permits-2019.proviso permits-2020.proviso -o no-such/folder
