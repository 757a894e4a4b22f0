//! The analyses through their public functions.

mod awkward;
mod boxes;
mod comparison;
mod comparison_real;
mod correlation;
mod descriptions;
mod drives;
mod frame;
mod lag;
mod look;
mod outliers;
mod outliers_stuck;
mod patterns;
mod performance;
mod performance_car;
mod performance_parts;
mod performance_power;
mod performance_real;
mod performance_times;
mod recommend;
mod safety;
mod scatter;
mod spectrum;
mod statistics;
mod trends;
mod truth;
