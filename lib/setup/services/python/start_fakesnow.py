# usage: python start_fakesnow.py PORT
# fakesnow's server answers in Arrow, of which Snowflake's Node client reads nothing: here with answers in JSON, and with
# what that client misses in them. Each change says what it is for.
import asyncio
import base64
import json
import sys
from string import Template

import fakesnow.cursor as cursor
import fakesnow.server as srv
import pyarrow as pa
import uvicorn
from starlette.responses import JSONResponse
from starlette.routing import Route


def seconds(ticks, unit):
    """Ticks as seconds with nine digits behind the point, exact."""
    if ticks is None:
        return None
    return f"{'-' if ticks < 0 else ''}{abs(ticks) // unit}.{abs(ticks) % unit * (10**9 // unit):09d}"


def texts(column, kind):
    """A column's values as Snowflake writes them in a JSON rowset."""
    of = column.type
    if pa.types.is_timestamp(of) or pa.types.is_time(of):
        unit = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[of.unit]
        ticks = column.cast(pa.int64() if of.bit_width == 64 else pa.int32()).to_pylist()
        return [None if t is None else seconds(t, unit) + (" 1440" if kind == "timestamp_tz" else "") for t in ticks]
    write = str
    if pa.types.is_date(of):
        column = column.cast(pa.int32())
    elif pa.types.is_boolean(of):
        write = lambda value: "1" if value else "0"
    elif pa.types.is_binary(of):
        write = bytes.hex
    elif pa.types.is_floating(of):
        write = repr
    return [None if value is None else write(value) for value in column.to_pylist()]


# Without these the client throws at a BINARY column, outside any promise.
TIME = "YYYY-MM-DD HH24:MI:SS.FF9"
FORMATS = {
    "BINARY_OUTPUT_FORMAT": "HEX",
    "DATE_OUTPUT_FORMAT": "YYYY-MM-DD",
    "TIME_OUTPUT_FORMAT": "HH24:MI:SS.FF9",
    "TIMESTAMP_OUTPUT_FORMAT": TIME,
    "TIMESTAMP_NTZ_OUTPUT_FORMAT": TIME,
    "TIMESTAMP_LTZ_OUTPUT_FORMAT": TIME + " TZHTZM",
    "TIMESTAMP_TZ_OUTPUT_FORMAT": TIME + " TZHTZM",
}


class Answer(JSONResponse):
    def __init__(self, content, **options):
        data = content.get("data") or {}
        if data.get("queryResultFormat") == "arrow":
            rows = data.pop("rowsetBase64")
            data.update(queryResultFormat="json", rowset=json.loads(base64.b64decode(rows)) if rows else [])
        for parameter in data.get("parameters", []):
            if parameter["name"] == "CLIENT_STAGE_ARRAY_BINDING_THRESHOLD":
                parameter["value"] = 10**9  # arrays of binds come with the statement
        if "parameters" in data:
            data["parameters"] += [{"name": name, "value": value} for name, value in FORMATS.items()]
        if "rowset" in data:
            data["returned"] = len(data["rowset"])  # without it the client waits for ever
        if options.get("status_code", 200) >= 500:
            options["status_code"] = 200  # else the client tries again for minutes
        super().__init__(content, **options)


class Quoted(Template):
    def substitute(self, **names):
        return super().substitute(**{name: str(value).replace("'", "''") for name, value in names.items()})


srv.to_sf = lambda table, kinds: [texts(column, kind["type"]) for column, kind in zip(table.columns, kinds)]
srv.to_ipc = lambda columns: json.dumps(list(zip(*columns))).encode()
srv.JSONResponse = Answer
# PUT copies: client and server share a disk.
srv.gcs_stage_info = lambda request, statement, put: put["stageInfo"]
# A name with a quote in it ended the text that says that it was created or dropped.
for name in [name for name in dir(cursor) if isinstance(getattr(cursor, name), Template)]:
    setattr(cursor, name, Quoted(getattr(cursor, name).template))

# One statement at a time: its connection to DuckDB refuses a second.
lock = asyncio.Lock()
query = srv.query_request


async def one_at_a_time(request):
    async with lock:
        return await query(request)


routes = srv.app.router.routes
for i, route in enumerate(routes):
    if route.path == "/queries/v1/query-request":
        routes[i] = Route(route.path, one_at_a_time, methods=["POST"])
routes.append(Route("/telemetry/send", lambda request: JSONResponse({"success": True}), methods=["POST"]))
uvicorn.run(srv.app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
