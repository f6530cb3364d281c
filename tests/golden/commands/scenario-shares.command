proviso simulate scenario-shares.yaml
