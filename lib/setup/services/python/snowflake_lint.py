# usage: python snowflake_lint.py < statements.sql ; prints a line for each thing that Snowflake lacks, exit 1 if any
# fakesnow lets DuckDB's own SQL through, so what is sent is read in Snowflake's dialect, and its functions are counted up.
import sys

import sqlglot
from sqlglot import exp

FUNCTIONS = {
    "CAST", "CONVERT_TIMEZONE", "COUNT", "DATE_PART", "FIRST_VALUE", "HEX_ENCODE", "MAX", "ROW_NUMBER", "SUBSTR",
    "SUBSTRING", "SUM", "TO_DATE", "TO_TIMESTAMP_LTZ", "TO_TIMESTAMP_NTZ", "TO_TIMESTAMP_TZ", "TO_VARCHAR", "TO_CHAR",
}  # fmt: skip
TYPES = {"BINARY", "BOOLEAN", "DECIMAL", "DOUBLE", "FLOAT", "VARCHAR", "TIMESTAMPNTZ", "TIMESTAMPLTZ", "TIMESTAMPTZ"}


def why(node):
    if isinstance(node, exp.Command):
        return "not parsed"
    if isinstance(node, exp.DataType) and node.this.name not in TYPES:
        return f"type {node.this.name}"
    if isinstance(node, (exp.Array, exp.Lambda, exp.Lateral, exp.Unnest, exp.Struct)):
        return type(node).__name__
    if isinstance(node, exp.Func) and not isinstance(node, (exp.Case, exp.If, exp.And, exp.Or)):
        written = node.sql("snowflake").split("(")[0].upper()
        if written not in FUNCTIONS:
            return f"function {written}"
    return None


found = [
    f"{reason}: {node.sql('snowflake')[:80]}"
    for tree in sqlglot.parse(sys.stdin.read(), read="snowflake")
    if tree
    for node in tree.walk()
    if (reason := why(node))
]
print("\n".join(found))
sys.exit(bool(found))
