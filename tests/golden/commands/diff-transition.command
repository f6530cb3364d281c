proviso diff permits-2020.proviso diff-transition.proviso
