proviso diff leave.proviso leave.proviso --exit-code
