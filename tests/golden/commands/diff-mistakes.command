proviso diff leave.proviso unknown-calendar.proviso
