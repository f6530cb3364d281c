proviso bounds bounds.proviso --from applid --to told
proviso bounds bounds.proviso --from decided --to applied
proviso bounds bounds.proviso --from applied --to applied
proviso bounds bounds.proviso --from applied --to told --on tomorrow
