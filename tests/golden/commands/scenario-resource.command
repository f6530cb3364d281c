proviso simulate scenario-resource.yaml
