"""Feast's get_online_features(...).to_dict() from SQLite, in process."""

import random
import time
from datetime import datetime

from columns import columns_of
from feast_repo import driver, new_store, stats_view

READS = 2000


class FeastOnline:
    def __init__(self, file, entities, features, keys, folder):
        self.entities, self.keys = entities, keys
        self.store = new_store(folder)
        # Feast reads by the clock of the machine: a ttl that is never over.
        self.store.apply([driver, stats_view(file, ttl_days=36500)])
        self.store.materialize(datetime(2024, 12, 1), datetime(2025, 1, 10))
        self.features = [f"driver_stats:{column}" for column in columns_of(features)]

    def run(self):
        chance = random.Random(5)
        single = []
        for _ in range(max(200, READS // self.entities)):
            rows = [{"driver_id": chance.randint(1, self.keys)} for _ in range(self.entities)]
            started = time.perf_counter()
            found = self.store.get_online_features(features=self.features, entity_rows=rows).to_dict()
            single.append((time.perf_counter() - started) * 1e6)
            assert None not in found["conv_rate"]
        single.sort()
        return {
            "us": sum(single) / len(single),
            "p50": single[len(single) // 2],
            "p99": single[int(len(single) * 0.99)],
        }


def open_contestant(options):
    return FeastOnline(**options)
