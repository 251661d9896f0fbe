# Starts bqemulator without DuckDB's download of extensions: GEOGRAPHY and Avro are not used here.
import sys
from bqemulator.storage import engine
engine.DuckDBEngine._load_spatial = lambda self: None
engine.DuckDBEngine._load_format_extensions = lambda self: None
from bqemulator.cli import main
sys.exit(main())
