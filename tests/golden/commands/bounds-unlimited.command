proviso bounds bounds.proviso --from visited --to appealed
