"""Feast's get_historical_features with its default store; reading the entity rows is not counted."""

import tempfile

import pandas as pd
from columns import columns_of
from feast_repo import driver, new_store, stats_view


class FeastJoin:
    def __init__(self, views, questions, ttl, exact):
        [view] = views
        [file] = view["files"]
        self.folder = tempfile.TemporaryDirectory()
        self.store = new_store(self.folder.name)
        self.store.apply([driver, stats_view(file, view["features"], int(ttl.removesuffix("d")))])
        self.features = [f"driver_stats:{column}" for column in columns_of(view["features"])]
        self.questions = pd.read_parquet(questions)

    def run(self):
        self.store.get_historical_features(entity_df=self.questions, features=self.features).to_df()


def open_contestant(options):
    return FeastJoin(**options)
