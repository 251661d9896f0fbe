"""feast_server.py FILE FOLDER: a repository of the keys of FILE, materialized, for `feast serve`."""

import os
import sys
from datetime import datetime

from feast_repo import driver, new_store, stats_view

YAML = """project: bench
provider: local
registry: registry.db
online_store: {type: sqlite, path: online.db}
offline_store: {type: dask}
entity_key_serialization_version: 3
"""

file, folder = sys.argv[1:]
store = new_store(folder)
store.apply([driver, stats_view(file, ttl_days=36500)])
store.materialize(datetime(2024, 12, 1), datetime(2025, 1, 10))
with open(os.path.join(folder, "feature_store.yaml"), "w") as yaml:
    yaml.write(YAML)
