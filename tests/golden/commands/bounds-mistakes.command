proviso bounds bounds.proviso --from applid --to told
proviso bounds bounds.proviso --from decided --to applied
proviso bounds bounds.proviso --from applied --to applied
proviso bounds bounds.proviso --from applied --to told --on tomorrow
proviso bounds bounds.proviso --from deciding --to told
proviso bounds bounds.proviso --from applied --to decide-it
proviso bounds bounds.proviso --from something-else --to told
proviso bounds bounds.proviso --from applied --to load-judged
