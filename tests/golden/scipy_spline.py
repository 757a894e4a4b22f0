"""Writes scipy_spline.json: a penalised spline by dense linear algebra on SciPy's B-splines, its smoothness by
restricted maximum likelihood.

    python scipy_spline.py > scipy_spline.json
"""

import json

import numpy as np
import scipy
from scipy.interpolate import BSpline
from scipy.optimize import minimize_scalar


def samples(n, step, slope, wave, noise):
    """The same formulas stand in the Rust test."""
    i = np.arange(n)
    t = step * (i + 0.25 * (i * 7 % 3))
    y = 2500.0 + slope * t + wave * np.sin(1.3 * t) + noise * ((i * 7919 % 101) / 50.0 - 1.0)
    return t, y


class Fit:
    def __init__(self, t, y, segments, degree, penalty):
        self.t, self.degree, self.penalty = t, degree, penalty
        step = (t[-1] - t[0]) / segments
        self.knots = t[0] + step * np.arange(-degree, segments + degree + 1)
        self.size = segments + degree
        self.B = self.rows(t, 0)
        D = np.diff(np.eye(self.size), penalty, axis=0)
        self.P = D.T @ D
        self.offset = y.mean()
        self.y = y - self.offset
        self.normal = self.B.T @ self.B

    def rows(self, t, derivative):
        t = np.minimum(t, self.t[-1] - 1e-12)
        columns = []
        for j in range(self.size):
            spline = BSpline(self.knots, np.eye(self.size)[j], self.degree)
            columns.append((spline.derivative(derivative) if derivative else spline)(t))
        return np.array(columns).T

    def solve(self, lam):
        A = self.normal + lam * self.P
        c = np.linalg.solve(A, self.B.T @ self.y)
        r = self.y - self.B @ c
        free = len(self.y) - self.penalty
        variance = (r @ r + lam * c @ self.P @ c) / free
        criterion = free * np.log(variance) + np.linalg.slogdet(A)[1] - (self.size - self.penalty) * np.log(lam)
        return A, c, r, variance, criterion

    def best(self):
        grid = np.linspace(-20, 25, 180)
        values = [self.solve(np.exp(x))[4] for x in grid]
        k = int(np.argmin(values))
        found = minimize_scalar(lambda x: self.solve(np.exp(x))[4], bounds=(grid[k - 1], grid[k + 1]),
                                method="bounded", options={"xatol": 1e-9})
        return float(np.exp(found.x))

    def report(self, lam, places):
        A, c, r, variance, criterion = self.solve(lam)
        inverse = np.linalg.inv(A)
        value, slope = self.rows(places, 0), self.rows(places, 1)
        return {
            "lambda": lam, "variance": float(variance), "criterion": float(criterion),
            "effective": float(np.trace(inverse @ self.normal)),
            "value": (value @ c + self.offset).tolist(), "slope": (slope @ c).tolist(),
            "var_value": (variance * np.einsum("ij,jk,ik->i", value, inverse, value)).tolist(),
            "var_slope": (variance * np.einsum("ij,jk,ik->i", slope, inverse, slope)).tolist(),
            "covariance": (variance * np.einsum("ij,jk,ik->i", value, inverse, slope)).tolist(),
        }


CASES = {
    "cubic": dict(n=120, step=0.04, slope=600.0, wave=120.0, noise=8.0, segments=30, degree=3, penalty=3),
    "second differences": dict(n=60, step=0.1, slope=300.0, wave=80.0, noise=5.0, segments=20, degree=3, penalty=2),
    "quartic": dict(n=200, step=0.02, slope=900.0, wave=60.0, noise=15.0, segments=25, degree=4, penalty=3),
    "linear": dict(n=40, step=0.1, slope=200.0, wave=40.0, noise=3.0, segments=10, degree=1, penalty=1),
}

out = {"scipy": scipy.__version__, "numpy": np.__version__, "cases": {}}
for name, case in CASES.items():
    t, y = samples(case["n"], case["step"], case["slope"], case["wave"], case["noise"])
    fit = Fit(t, y, case["segments"], case["degree"], case["penalty"])
    places = t[0] + (t[-1] - t[0]) * np.array([0.0, 0.013, 0.21, 0.371, 0.53, 0.777, 0.98])
    out["cases"][name] = {**case, "places": places.tolist(), "given": fit.report(7.5, places),
                          "found": fit.report(fit.best(), places)}
print(json.dumps(out, indent=1))
