proviso check transition-says-nothing.proviso
