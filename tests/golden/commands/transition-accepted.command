proviso check transition-accepted.proviso
