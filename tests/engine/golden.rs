//! Values computed elsewhere; `tests/golden` holds them with the scripts that made them.

/// What NumPy says.
pub fn numpy() -> serde_json::Value {
    serde_json::from_str(include_str!("../golden/numpy_stats.json")).unwrap()
}
