proviso check transition-fact-left-behind.proviso
