proviso simulate scenario-endless-events.yaml
