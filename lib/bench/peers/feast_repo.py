"""A Feast repository for a contest: its own folder, SQLite online, the default (dask) offline store."""

import os
import shutil
from datetime import timedelta

from columns import columns_of
from feast import Entity, FeatureStore, FeatureView, Field, FileSource, RepoConfig, ValueType
from feast.types import Float32, Float64, Int64

TYPES = {"conv_rate": Float32, "acc_rate": Float32, "avg_daily_trips": Int64}
driver = Entity(name="driver", join_keys=["driver_id"], value_type=ValueType.INT64)


def new_store(folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return FeatureStore(
        config=RepoConfig(
            project="bench",
            provider="local",
            registry=os.path.join(folder, "registry.db"),
            online_store={"type": "sqlite", "path": os.path.join(folder, "online.db")},
            offline_store={"type": "dask"},
            entity_key_serialization_version=3,
        )
    )


def stats_view(file, features=3, ttl_days=30, name="driver_stats"):
    return FeatureView(
        name=name,
        entities=[driver],
        ttl=timedelta(days=ttl_days),
        schema=[Field(name=column, dtype=TYPES.get(column, Float64)) for column in columns_of(features)],
        source=FileSource(
            name=f"{name}_source",
            path=file,
            timestamp_field="event_timestamp",
            created_timestamp_column="created",
        ),
    )
