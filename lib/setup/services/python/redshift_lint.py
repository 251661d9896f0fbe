# usage: python redshift_lint.py < statements.sql ; prints one line for each thing Redshift lacks, exit 1 if any
import sys, sqlglot
from sqlglot import exp
TYPES = {exp.DataType.Type[n] for n in ("ARRAY", "JSON", "JSONB", "UUID", "VARBINARY")}
NO_FRAME = (exp.RowNumber, exp.Rank, exp.DenseRank, exp.Lag, exp.Lead)
FUNCTIONS = {"GENERATE_SERIES", "EXPLODING_GENERATE_SERIES", "UNNEST", "MAKE_INTERVAL", "TO_JSON"}  # exist in Postgres, not (or not for tables) in Redshift
KNOWN = {"SET_CONFIG"}  # Redshift has it, sqlglot does not say so
def why(n):
    if isinstance(n, exp.Lateral): return "LATERAL"
    if isinstance(n, exp.Values) and not isinstance(n.parent, exp.Insert): return "VALUES as a table"
    if isinstance(n, (exp.Array, exp.Unnest, exp.Explode)): return "array"
    if isinstance(n, exp.Tuple) and not isinstance(n.parent, (exp.In, exp.Values, exp.Insert)): return "row constructor"
    if isinstance(n, exp.DataType) and n.this in TYPES: return f"type {n.this.name}"
    if isinstance(n, exp.Ordered) and " NULLS " in n.sql("redshift").upper() + " ": return "NULLS FIRST/LAST"
    if isinstance(n, exp.Window) and n.args.get("order") and not n.args.get("spec") and not isinstance(n.this, NO_FRAME): return "window without frame"
    if isinstance(n, exp.OnConflict): return "ON CONFLICT"
    if isinstance(n, exp.Filter): return "FILTER"
    if isinstance(n, exp.Distinct) and n.args.get("on"): return "DISTINCT ON"
    if isinstance(n, exp.Create) and n.kind == "INDEX": return "CREATE INDEX"
    if isinstance(n, exp.Lock): return "FOR UPDATE"
    if isinstance(n, exp.Command): return f"not parsed: {n.sql()[:40]}"
    if isinstance(n, exp.Anonymous) and n.name.upper() not in KNOWN: return f"unknown function {n.name}"
    if isinstance(n, exp.Func) and n.sql_name() in FUNCTIONS: return f"function {n.sql_name()}"
found = [f"{w}: {n.sql('redshift')[:80]}" for t in sqlglot.parse(sys.stdin.read(), read="redshift") if t for n in t.walk() if (w := why(n))]
print("\n".join(found)); sys.exit(bool(found))
