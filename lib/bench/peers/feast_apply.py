"""Feast's apply of new views in a folder where there is nothing yet; its import is not counted."""

import tempfile

from feast_repo import driver, new_store, stats_view


class FeastApply:
    def __init__(self, file, views):
        self.definitions = [driver, *(stats_view(file, name=f"stats_{i}") for i in range(views))]

    def run(self):
        with tempfile.TemporaryDirectory() as folder:
            new_store(folder).apply(self.definitions)


def open_contestant(options):
    return FeastApply(**options)
