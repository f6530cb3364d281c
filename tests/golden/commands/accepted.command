proviso check accepted.proviso
