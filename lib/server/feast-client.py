"""Feast's SDK with the remote online store. Reads a call a line on stdin, {"call": name, ...}, and writes its answer, or
{"error": {"class", "message"}}, a line on stdout. usage: feast-client.py URL FOLDER"""

import json
import sys
import warnings
from datetime import timedelta

warnings.simplefilter("ignore")

import pandas as pd
from feast import Entity, FeatureService, FeatureStore, FeatureView, Field, FileSource, PushSource, RepoConfig, ValueType
from feast.types import Float32, Int64

url, folder = sys.argv[1:]
store = FeatureStore(
    config=RepoConfig(
        project="drivers",
        provider="local",
        registry=f"{folder}/feast-registry.db",
        online_store={"type": "remote", "path": url},
        offline_store={"type": "dask"},
        entity_key_serialization_version=3,
    )
)


def define():
    """The same view, service and push source as the server's, in Feast's own registry, which its client needs."""
    columns = {"driver_id": "int64", "event_timestamp": "datetime64[us, UTC]", "created": "datetime64[us, UTC]"}
    columns |= {"conv_rate": "float32", "trips": "int64"}
    path = f"{folder}/feast-empty.parquet"
    pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()}).to_parquet(path)
    driver = Entity(name="driver", join_keys=["driver_id"], value_type=ValueType.INT64)
    source = FileSource(name="source", path=path, timestamp_field="event_timestamp", created_timestamp_column="created")
    view = FeatureView(
        name="stats",
        entities=[driver],
        ttl=timedelta(days=1),
        schema=[Field(name="conv_rate", dtype=Float32), Field(name="trips", dtype=Int64)],
        source=PushSource(name="fresh", batch_source=source),
    )
    store.apply([driver, view, FeatureService(name="activity", features=[view])])


def frame(columns):
    df = pd.DataFrame(columns)
    for name in ("event_timestamp", "created"):
        if name in df:
            df[name] = pd.to_datetime(df[name], utc=True)
    return df


def read(ids, features=None, service=None, full=False):
    asked = store.get_feature_service(service) if service else features
    rows = [{"driver_id": each} for each in ids]
    return store.get_online_features(features=asked, entity_rows=rows, full_feature_names=full).to_dict()


def write(view, columns):
    store.write_to_online_store(view, frame(columns))


def push(source, columns):
    store.push(source, frame(columns))


CALLS = {"read": read, "write": write, "push": push}


def answer(line):
    call = json.loads(line)
    try:
        return CALLS[call.pop("call")](**call)
    except Exception as error:
        return {"error": {"class": type(error).__name__, "message": str(error)}}


define()
print('"ready"', flush=True)
for line in sys.stdin:
    print(json.dumps(answer(line)), flush=True)
