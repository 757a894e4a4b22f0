//! Values computed elsewhere; `tests/golden` holds them with the scripts that made them.

/// What NumPy says.
pub fn numpy() -> serde_json::Value {
    serde_json::from_str(include_str!("../golden/numpy_stats.json")).unwrap()
}

/// What SciPy says of a penalised spline.
pub fn scipy_spline() -> serde_json::Value {
    serde_json::from_str(include_str!("../golden/scipy_spline.json")).unwrap()
}

/// What SciPy and the libraries beside it say.
pub fn scipy() -> serde_json::Value {
    serde_json::from_str(include_str!("../golden/scipy_numerics.json")).unwrap()
}
