proviso simulate scenario-name.yaml --runs 1000000000
