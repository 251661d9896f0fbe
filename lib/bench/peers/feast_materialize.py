"""Feast's apply and materialize of the file's keys into SQLite; its import is not counted."""

import tempfile
from datetime import datetime

from feast_repo import driver, new_store, stats_view


class FeastMaterialize:
    def __init__(self, file, end):
        self.file, self.end = file, datetime.fromisoformat(end.removesuffix("Z"))

    def run(self):
        with tempfile.TemporaryDirectory() as folder:
            store = new_store(folder)
            store.apply([driver, stats_view(self.file)])
            store.materialize(datetime(2024, 12, 1), self.end)


def open_contestant(options):
    return FeastMaterialize(**options)
