proviso check transition-no-place.proviso
