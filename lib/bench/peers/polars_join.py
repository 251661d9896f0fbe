"""Polars' join_asof from Parquet, ties by `created` decided by sorting; the input's order restored at the end."""

from checksum import checksum
from columns import columns_of
import polars as pl


class PolarsJoin:
    def __init__(self, views, questions, ttl, exact):
        self.views, self.questions, self.exact = views, questions, exact
        self.ttl = pl.duration(days=int(ttl.removesuffix("d")))

    def prepare(self):
        self.result = None

    def run(self):
        joined = pl.scan_parquet(self.questions).with_row_index("_row").sort("event_timestamp")
        names = []
        for view in self.views:
            joined, of_view = self.join(joined, view)
            names += of_view
        self.result = joined.sort("_row").select("driver_id", "event_timestamp", *names).collect()

    def join(self, left, view):
        columns = columns_of(view["features"])
        ties = ["created"] if view.get("created", True) else []
        names = {column: f"{view['name']}__{column}" for column in columns}
        right = (
            pl.scan_parquet(view["files"])
            .select("driver_id", "event_timestamp", *ties, *(pl.col(c).alias(n) for c, n in names.items()))
            .with_columns(pl.col("event_timestamp").alias("_time"))
            .sort("event_timestamp", *ties)
        )
        joined = left.join_asof(right, on="event_timestamp", by="driver_id", strategy="backward", check_sortedness=False)
        alive = pl.col("_time") >= pl.col("event_timestamp") - self.ttl
        kept = joined.with_columns(pl.when(alive).then(pl.col(name)).alias(name) for name in names.values())
        return kept.drop("_time", *ties), list(names.values())

    def check(self):
        return checksum(self.result[self.result.columns[2]].to_numpy(), self.exact)


def open_contestant(options):
    return PolarsJoin(**options)
