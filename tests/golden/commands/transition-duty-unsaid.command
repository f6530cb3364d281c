proviso check transition-duty-unsaid.proviso
