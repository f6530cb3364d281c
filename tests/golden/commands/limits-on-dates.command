proviso check limits-on-dates.proviso
