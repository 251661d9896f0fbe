import numpy as np


def checksum(values, exact):
    """As contestants/checksum.mjs; `values` with NaN where there is none."""
    values = np.asarray(values, dtype=np.float64)
    matched = int((~np.isnan(values)).sum())
    if not exact:
        return {"rows": len(values), "matched": matched}
    whole = np.floor(np.nan_to_num(values) * 2**24).astype(np.int64)
    return {"rows": len(values), "matched": matched, "sum": int((whole * (np.arange(len(values)) % 1009)).sum()) % 2**48}
