proviso bounds bounds.proviso --from applied --to told --format json
