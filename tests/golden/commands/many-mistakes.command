proviso check many-mistakes.proviso
