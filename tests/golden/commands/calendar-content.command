proviso deadline 2024-06-03 "5 working days" --calendar calendars/contradicting.yaml
