proviso check transition-no-new-limit.proviso
