proviso check --notes left-over.proviso
