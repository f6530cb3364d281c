proviso simulate scenario-condition.yaml
