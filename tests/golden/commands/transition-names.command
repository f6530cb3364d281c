proviso check transition-names.proviso
