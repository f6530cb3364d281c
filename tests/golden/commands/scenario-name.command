proviso simulate scenario-name.yaml
