proviso check linked-calendars.proviso
