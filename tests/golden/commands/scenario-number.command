proviso simulate scenario-number.yaml
