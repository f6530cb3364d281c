proviso simulate scenario-endless.yaml
