proviso check transition-mistakes.proviso
