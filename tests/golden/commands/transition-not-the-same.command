proviso check transition-not-the-same.proviso
