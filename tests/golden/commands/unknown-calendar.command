proviso check unknown-calendar.proviso
