proviso bounds bounds.proviso --from applied --to visited --on 1900-01-01
