proviso test example-failed.proviso
