proviso check transition-itself.proviso
