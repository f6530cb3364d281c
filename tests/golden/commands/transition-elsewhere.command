proviso check transition-elsewhere.proviso
