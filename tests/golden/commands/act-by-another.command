proviso check --notes act-by-another.proviso
