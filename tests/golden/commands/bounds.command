proviso bounds bounds.proviso --from applied --to decided --on 2024-05-01
