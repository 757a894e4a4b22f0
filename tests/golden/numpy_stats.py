"""Writes numpy_stats.json: what NumPy says about columns that the tests make again by the same formulas.

    python numpy_stats.py > numpy_stats.json
"""

import json

import numpy as np


def wave(n):
    """Figures like a log's: steps of 0.01, f32."""
    i = np.arange(n, dtype=np.int64)
    return ((i * 7919 % 10007) / 100.0 - 20.0 + (i % 13) * 1.5).astype(np.float32)


def skewed(n):
    """Many small values, few large ones, negative ones among them, f32."""
    i = np.arange(n, dtype=np.int64)
    u = (i * 6151 % 4093) / 64.0
    return (u * u * u / 1000.0 - 3.0).astype(np.float32)


def describe(x):
    x = x.astype(np.float64)
    q = np.quantile(x, [0.25, 0.5, 0.75])
    return {
        "mean": float(np.mean(x)), "sd": float(np.std(x, ddof=1)) if len(x) > 1 else None, "min": float(x.min()),
        "q1": float(q[0]), "median": float(q[1]), "q3": float(q[2]), "max": float(x.max()),
    }


def histogram(x):
    counts, edges = np.histogram(x.astype(np.float64), bins="fd")
    return {"low": float(edges[0]), "high": float(edges[-1]), "counts": counts.tolist()}


def main():
    out = {"numpy": np.__version__, "describe": {}, "histogram": {}}
    for name, make in (("wave", wave), ("skewed", skewed)):
        for n in (1, 2, 5, 1000, 50_000):
            out["describe"][f"{name} {n}"] = describe(make(n))
        for n in (1000, 50_000):
            out["histogram"][f"{name} {n}"] = histogram(make(n))
    x, y = wave(5000).astype(np.float64), skewed(5000).astype(np.float64)
    counts, _, _ = np.histogram2d(x, y, bins=[8, 5], range=[[-10.0, 80.0], [-3.0, 120.0]])
    out["density"] = counts.T.astype(int).ravel().tolist()
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
