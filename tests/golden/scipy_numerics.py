"""Writes scipy_numerics.json: what SciPy, statsmodels, pymannkendall and ruptures say about figures that the tests make
again by the same formulas.

    pip install numpy scipy statsmodels pymannkendall ruptures
    python scipy_numerics.py > scipy_numerics.json
"""

import json
import warnings

import numpy as np
import pymannkendall as mk
import ruptures
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import signal, stats
from statsmodels.tsa.stattools import acf

from numpy_stats import skewed, wave

warnings.filterwarnings("ignore")


def even(i):
    """Between -0.5 and 0.5, without an order that a test could find."""
    return (i * 7919 % 10007) / 10007.0 - 0.5


def walk(n, memory, slope):
    """A series that remembers, with a trend."""
    out, x = [], 0.0
    for i in range(n):
        x = memory * x + even(i)
        out.append(x + slope * i)
    return np.array(out)


def rounded(values, step):
    """With ties."""
    return np.round(np.asarray(values) / step) * step


def described(x):
    x = x.astype(np.float64)
    return {
        "skewness": float(stats.skew(x, bias=False)), "kurtosis": float(stats.kurtosis(x, bias=False)),
        "mad": float(stats.median_abs_deviation(x)),
        "percentiles": np.percentile(x, [1, 5, 25, 50, 75, 95, 99]).tolist(),
    }


def paired(n, gaps):
    """Two columns; with gaps each lacks rows of its own."""
    x, y = wave(n).astype(np.float64), (0.05 * wave(n) + skewed(n)).astype(np.float32).astype(np.float64)
    keep = np.ones(n, bool)
    if gaps:
        i = np.arange(n)
        keep = (i % 7 != 3) & (i % 11 != 5)
    x, y = x[keep], y[keep]
    pearson, spearman = stats.pearsonr(x, y), stats.spearmanr(x, y)
    low, high = pearson.confidence_interval(0.95)
    return {
        "n": int(keep.sum()), "pearson": float(pearson.statistic), "pearson_p": float(pearson.pvalue),
        "low": float(low), "high": float(high), "spearman": float(spearman.statistic), "spearman_p": float(spearman.pvalue),
    }


def mann_whitney(a, b, method):
    found = stats.mannwhitneyu(a, b, method=method)
    return {"u": float(found.statistic), "p": float(found.pvalue)}


def theil(y, x):
    found = stats.theilslopes(y, x, 0.95)
    return {"slope": float(found.slope), "low": float(found.low_slope), "high": float(found.high_slope)}


def kendall_exact(y):
    found = stats.kendalltau(np.arange(len(y)), y, method="exact")
    return {"tau": float(found.statistic), "p": float(found.pvalue)}


def plain_kendall(y):
    found = mk.original_test(y)
    return {"s": float(found.s), "variance": float(found.var_s), "p": float(found.p)}


def hamed_rao(y):
    plain, found = mk.original_test(y), mk.hamed_rao_modification_test(y)
    return {"factor": float(found.var_s / plain.var_s), "p": float(found.p), "slope": float(found.slope)}


def seasonal(y, period):
    found = mk.seasonal_test(y, period=period)
    return {"s": float(found.s), "variance": float(found.var_s), "p": float(found.p)}


def levels(n):
    """Noise around levels that change at 60, 110 and 150 of 200."""
    i = np.arange(n)
    level = np.select([i < 60, i < 110, i < 150], [0.0, 1.5, 0.7], 2.4)
    return level + np.array([even(k) for k in range(n)])


def spreads(n):
    """Noise that is three times as loud between 80 and 140."""
    i = np.arange(n)
    return np.where((i >= 80) & (i < 140), 3.0, 1.0) * np.array([even(k) for k in range(n)])


def pelt(values, model, penalty, shortest):
    return ruptures.Pelt(model=model, min_size=shortest, jump=1).fit(values).predict(pen=penalty)[:-1]


def robust(degree):
    x = np.arange(60) / 7.0
    y = 1.5 - 0.3 * x + (0.02 * x * x if degree == 2 else 0.0) + np.array([even(k) for k in range(60)])
    y[::9] += 8.0
    design = np.vander(x, degree + 1, increasing=True)
    fit = sm.RLM(y, design, M=sm.robust.norms.HuberT()).fit(maxiter=500, tol=1e-14)
    return {"terms": fit.params.tolist(), "errors": fit.bse.tolist(), "scale": float(fit.scale)}


p_values = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34]
spectrum_hz, spectrum = signal.welch(wave(2000).astype(np.float64), fs=25.0, nperseg=256)
small_a, small_b = walk(9, 0.3, 0.0), walk(25, 0.5, 0.0)[12:25] + 0.2
out = {
    "versions": {
        "numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
        "ruptures": ruptures.version.version,
    },
    "described": {f"{k} {n}": described(f(n)) for k, f in (("wave", wave), ("skewed", skewed)) for n in (5, 1000, 50_000)},
    "student": [
        {"t": t, "df": df, "p": float(2 * stats.t.sf(t, df)), "q": float(stats.t.ppf(0.975, df))}
        for t in (0.1, 1.0, 2.5, 8.0) for df in (1.0, 2.5, 7.0, 60.0, 15_000.0, 400_000.0)
    ],
    "pairs": {f"{n} {'gaps' if gaps else 'whole'}": paired(n, gaps) for n in (8, 40, 3000) for gaps in (False, True)},
    "adjusted": {"p": p_values, "q": stats.false_discovery_control(p_values, method="bh").tolist()},
    "acf": acf(walk(300, 0.8, 0.0), nlags=20, fft=False).tolist(),
    "welch": {"hz": float(spectrum_hz[1]), "density": spectrum[:129].tolist()},
    "mann_whitney": {
        "exact": mann_whitney(small_a, small_b, "exact"),
        "normal": mann_whitney(walk(40, 0.0, 0.0), walk(90, 0.0, 0.0)[40:] + 0.1, "asymptotic"),
        "ties": mann_whitney(rounded(walk(40, 0.0, 0.0), 0.2), rounded(walk(90, 0.0, 0.0)[40:] + 0.1, 0.2), "asymptotic"),
    },
    "theil": {
        "even": theil(walk(50, 0.6, 0.01), np.arange(50.0)),
        "uneven": theil(walk(50, 0.6, 0.01), np.arange(50.0) ** 1.5),
        "ties": theil(rounded(walk(50, 0.6, 0.01), 0.25), np.arange(50.0)),
    },
    "kendall_exact": {"12": kendall_exact(walk(12, 0.2, 0.05)), "40": kendall_exact(walk(40, 0.2, 0.005))},
    "kendall": {"ties": plain_kendall(rounded(walk(50, 0.6, 0.01), 0.25)), "80": plain_kendall(walk(80, 0.2, 0.002))},
    "hamed_rao": {"80": hamed_rao(walk(80, 0.9, 0.02)), "200": hamed_rao(walk(200, 0.95, 0.0))},
    "seasonal": seasonal(walk(120, 0.3, 0.004), 6),
    "pelt": {
        "mean": pelt(levels(200), "l2", 3.0, 2),
        "normal": pelt(spreads(200), "normal", 14.0, 5),
    },
    "robust": {"1": robust(1), "2": robust(2)},
}
print(json.dumps(out, indent=1))
