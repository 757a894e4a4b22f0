//! Fuels against the figures they are known by.

use approx::assert_relative_eq;
use fueltune_analyzer::engine::fuel::{Bsfc, FuelId, G_PER_KWH, blend, ethanol_by_mass};
use fueltune_analyzer::engine::vehicle::Aspiration;

#[test]
fn the_library_has_the_ratios_tuners_use() {
    let cases = [
        (FuelId::Gasoline, 14.7),
        (FuelId::E10, 14.1),
        (FuelId::E22, 13.4),
        (FuelId::E27, 13.1),
        (FuelId::E30, 12.9),
        (FuelId::E85, 9.8),
        (FuelId::E100, 9.0),
        (FuelId::E100Hydrous, 8.4),
        (FuelId::Methanol, 6.47),
        (FuelId::Cng, 17.2),
        (FuelId::Lpg, 15.6),
        (FuelId::Diesel, 14.5),
    ];
    assert_eq!(cases.len(), FuelId::ALL.len());
    for (fuel, stoich) in cases {
        assert_eq!(fuel.properties().stoich, stoich, "{}", fuel.slug());
        assert_eq!(FuelId::from_slug(fuel.slug()), Some(fuel));
    }
    assert_eq!(FuelId::from_slug("kerosene"), None);
}

#[test]
fn the_named_blends_follow_the_blend_rule() {
    for fuel in FuelId::ALL {
        let named = fuel.properties();
        let Some(percent) = named.ethanol_percent else { continue };
        let mixed = blend(percent);
        assert_relative_eq!(named.stoich, mixed.stoich, epsilon = 0.05);
        assert_relative_eq!(named.density.unwrap(), mixed.density.unwrap(), epsilon = 1e-9);
        assert_relative_eq!(named.consumption, mixed.consumption, epsilon = 1e-9);
    }
}

#[test]
fn a_blend_of_half_and_half_is_by_mass() {
    assert_relative_eq!(ethanol_by_mass(50.0), 0.789 / (0.789 + 0.745), epsilon = 1e-12);
    assert_relative_eq!(blend(50.0).stoich, 11.77, epsilon = 0.01);
    assert_relative_eq!(blend(50.0).density.unwrap(), 0.767, epsilon = 1e-12);
    // Out of range is held at the ends, not extrapolated.
    assert_eq!(blend(140.0), blend(100.0));
    assert_eq!(blend(-5.0), blend(0.0));
}

#[test]
fn consumption_is_a_span_by_fuel_and_kind_of_engine() {
    let in_lb = |bsfc: Bsfc| (bsfc.low / G_PER_KWH, bsfc.high / G_PER_KWH);
    let cases = [
        (FuelId::Gasoline, Some(Aspiration::Natural), 0.45, 0.50),
        (FuelId::Gasoline, Some(Aspiration::Supercharger), 0.55, 0.60),
        (FuelId::Gasoline, Some(Aspiration::Turbo), 0.55, 0.65),
        (FuelId::Gasoline, None, 0.45, 0.65),
        (FuelId::E85, Some(Aspiration::Turbo), 0.756, 0.894),
        (FuelId::Methanol, Some(Aspiration::Natural), 0.99, 1.10),
        // No mixture is enriched in a diesel: boost does not raise what it takes.
        (FuelId::Diesel, Some(Aspiration::Turbo), 0.3375, 0.375),
    ];
    for (fuel, aspiration, low, high) in cases {
        let bsfc = Bsfc::expected(&fuel.properties(), aspiration);
        let (got_low, got_high) = in_lb(bsfc);
        assert_relative_eq!(got_low, low, epsilon = 0.001);
        assert_relative_eq!(got_high, high, epsilon = 0.001);
        assert!(bsfc.low < bsfc.typical && bsfc.typical < bsfc.high);
    }
    assert_relative_eq!(G_PER_KWH, 608.277, epsilon = 0.001);
}
