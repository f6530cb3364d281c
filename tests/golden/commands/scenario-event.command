proviso simulate scenario-event.yaml
