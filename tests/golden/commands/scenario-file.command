proviso simulate scenario-file.yaml
