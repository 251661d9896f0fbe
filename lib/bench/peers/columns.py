def columns_of(features):
    """The names that data/feature-columns.mjs gives so many features."""
    return (["conv_rate", "acc_rate", "avg_daily_trips"] + [f"f{i}" for i in range(4, features + 1)])[:features]
