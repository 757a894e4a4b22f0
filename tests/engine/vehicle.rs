//! Vehicles: what is refused, what follows, what a file brings back.

use approx::assert_relative_eq;
use fueltune_analyzer::engine::fuel::{FuelId, G_PER_KWH};
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::vehicle::{
    Aspiration, Bank, ExchangeError, Exported, Field, FieldError, FieldErrorKind as Kind, Layout, MarginBand,
    Part, Regulator, RequiredFrom, SIZES_LB_H, Tyre, Vehicle, check_field, clean, clean_search, derive,
    examples, flow_curve, next_size, normalise_plate, pressure_factor, read_json, sizing, tidy, unevenness,
    validate, write_json,
};

fn named() -> Vehicle {
    Vehicle { name: "A".into(), make: "B".into(), model: "C".into(), ..Vehicle::default() }
}

/// The predecessor's own car: 4 × 112 lb/h of ethanol, 120 hp without boost, 2.0 bar, BSFC 0.60.
fn jeep() -> Vehicle {
    let mut v = named();
    v.engine.aspiration = Some(Aspiration::Turbo);
    v.fuel.library = Some(FuelId::E100Hydrous);
    v.fuel.bsfc_g_kwh = Some(0.60 * G_PER_KWH);
    v.injection.bank_a = Bank {
        enabled: true,
        injectors: Some(4),
        flow_g_s: Some(Unit::LbPerHour.to_base(112.0)),
        ..Bank::default()
    };
    v.turbo.max_boost_bar = Some(2.0);
    v.turbo.standard_boost_bar = Some(1.4);
    v.turbo.natural_power_kw = Some(Unit::Horsepower.to_base(120.0));
    v.body.mass_kg = Some(1400.0);
    v
}

fn hp(kw: f64) -> f64 {
    Unit::Horsepower.from_base(kw)
}

#[test]
fn the_worked_example_of_the_predecessor_comes_out() {
    let d = derive(&jeep());
    assert_relative_eq!(Unit::LbPerHour.from_base(d.flow_g_s.unwrap()), 448.0, epsilon = 1e-6);
    assert_relative_eq!(hp(d.capacity_kw.unwrap().typical), 746.7, epsilon = 0.1);
    let required = d.required.unwrap();
    assert_relative_eq!(hp(required.kw), 360.0, epsilon = 1e-6);
    assert!(matches!(required.from, RequiredFrom::Boost { boost_bar: 2.0, .. }));
    assert_relative_eq!(hp(d.standard_kw.unwrap()), 288.0, epsilon = 1e-6);
    let margin = d.margin.unwrap();
    assert_eq!(margin.percent.typical.round(), 107.0);
    assert_eq!(margin.band, MarginBand::Safe);
    assert!(margin.percent.low < margin.percent.typical && margin.percent.typical < margin.percent.high);
    assert_relative_eq!(d.duty_percent.unwrap(), 48.2, epsilon = 0.05);
    assert_relative_eq!(hp(d.power_to_weight.unwrap()) * 1000.0, 257.1, epsilon = 0.1);
}

#[test]
fn a_margin_has_three_bands() {
    let cases = [
        (107.0, MarginBand::Safe),
        (20.0, MarginBand::Safe),
        (19.99, MarginBand::Adequate),
        (10.0, MarginBand::Adequate),
        (9.99, MarginBand::Limit),
        (-30.0, MarginBand::Limit),
    ];
    for (percent, band) in cases {
        assert_eq!(MarginBand::of(percent), band, "{percent}");
    }
}

#[test]
fn the_examples_show_the_three_bands_and_are_valid() {
    let found = examples();
    let bands: Vec<MarginBand> = found.iter().map(|v| derive(v).margin.unwrap().band).collect();
    assert_eq!(bands, [MarginBand::Safe, MarginBand::Adequate, MarginBand::Limit]);
    for vehicle in found {
        assert_eq!(validate(&vehicle), []);
        assert!(derive(&vehicle).circumference_m.is_some(), "{}", vehicle.body.tyre);
        assert_eq!(vehicle.clone().cleaned(), vehicle);
    }
}

#[test]
fn what_cannot_be_told_names_what_it_waits_for() {
    let empty = derive(&named());
    assert_eq!(empty.flow_g_s, None);
    assert_eq!(empty.flow_needs, [Field::BankAEnabled]);
    assert_eq!(empty.capacity_needs, [Field::BankAEnabled, Field::Fuel]);
    assert_eq!(empty.margin_needs, [Field::BankAEnabled, Field::Fuel, Field::Power]);
    assert_eq!(empty.weight_needs, [Field::Power, Field::Mass]);

    let mut v = jeep();
    v.injection.bank_b.enabled = true;
    let d = derive(&v);
    // Half a sum would be a wrong figure.
    assert_eq!(d.flow_g_s, None);
    assert_eq!(d.flow_needs, [Field::BankBInjectors, Field::BankBFlow]);
    assert_eq!(d.capacity_kw, None);
}

#[test]
fn both_banks_add_up() {
    let mut v = jeep();
    v.injection.bank_b = Bank {
        enabled: true,
        injectors: Some(2),
        flow_g_s: Some(Unit::LbPerHour.to_base(160.0)),
        ..Bank::default()
    };
    assert_relative_eq!(Unit::LbPerHour.from_base(derive(&v).flow_g_s.unwrap()), 768.0, epsilon = 1e-6);
    // A bank that is switched off keeps its figures and adds nothing.
    v.injection.bank_b.enabled = false;
    assert_relative_eq!(Unit::LbPerHour.from_base(derive(&v).flow_g_s.unwrap()), 448.0, epsilon = 1e-6);
}

#[test]
fn the_flow_follows_the_root_of_the_pressure() {
    // (rated, base, regulator, factor); the boost is 2.0 bar.
    let cases = [
        (Some(3.0), Some(3.0), None, 1.0),
        (Some(3.0), Some(4.0), None, (4.0f64 / 3.0).sqrt()),
        (Some(3.0), Some(4.0), Some(Regulator::OneToOne), (4.0f64 / 3.0).sqrt()),
        (Some(3.0), Some(5.0), Some(Regulator::Fixed), 1.0),
        // Held where the root of the ratio stops meaning anything.
        (Some(3.0), Some(1.5), Some(Regulator::Fixed), 0.5),
        (Some(1.0), Some(10.0), None, 2.0),
        // One pressure alone says nothing.
        (Some(3.0), None, None, 1.0),
        (None, Some(4.0), None, 1.0),
    ];
    for (rated, base, regulator, factor) in cases {
        let mut v = jeep();
        v.injection.rated_pressure_bar = rated;
        v.injection.base_pressure_bar = base;
        v.injection.regulator = regulator;
        assert_relative_eq!(pressure_factor(&v), factor, epsilon = 1e-12);
    }
}

#[test]
fn power_as_stated_wins_over_the_estimate() {
    let mut v = jeep();
    v.engine.power_kw = Some(300.0);
    assert_eq!(derive(&v).required.unwrap().from, RequiredFrom::Power);
    // Without boost there is nothing to estimate.
    v.engine.power_kw = None;
    v.engine.aspiration = Some(Aspiration::Natural);
    assert_eq!(derive(&v).required, None);
}

#[test]
fn consumption_that_was_not_entered_comes_from_fuel_and_engine() {
    let mut v = jeep();
    v.fuel.bsfc_g_kwh = None;
    let d = derive(&v);
    assert!(!d.bsfc_given);
    let capacity = d.capacity_kw.unwrap();
    // 448 lb/h over 0.85 to 1.00 lb/(hp·h).
    assert_relative_eq!(hp(capacity.low), 449.0, epsilon = 5.0);
    assert_relative_eq!(hp(capacity.high), 531.0, epsilon = 5.0);
}

#[test]
fn the_limits_of_the_document_hold_to_the_last_digit() {
    let long = |n: usize| "x".repeat(n);
    let check = |v: &Vehicle, field: Field| check_field(v, field);
    let mut v = named();
    for (text, expected) in [
        (String::new(), Some(Kind::Required)),
        ("  ".to_owned(), Some(Kind::Required)),
        ("<;\\>".to_owned(), Some(Kind::Required)),
        (long(1), None),
        (long(100), None),
        (long(101), Some(Kind::TooLong { most: 100 })),
    ] {
        v.name.clone_from(&text);
        assert_eq!(check(&v, Field::Name), expected, "{text:?}");
    }
    for field in [Field::Make, Field::Model] {
        for (text, expected) in [
            (String::new(), Some(Kind::Required)),
            (long(50), None),
            (long(51), Some(Kind::TooLong { most: 50 })),
        ] {
            *v.line_mut(field).unwrap() = text;
            assert_eq!(check(&v, field), expected);
        }
    }
    let years = Some(Kind::OutOfRange { least: 1900.0, most: 2030.0 });
    for (year, expected) in
        [(None, None), (Some(1900), None), (Some(2030), None), (Some(1899), years), (Some(2031), years)]
    {
        v.year = year;
        assert_eq!(check(&v, Field::Year), expected, "{year:?}");
    }
}

#[test]
fn a_number_outside_its_range_is_refused_where_it_stands() {
    let cases = [
        (Field::Displacement, 0.05, 10.0),
        (Field::MaxRpm, 999.0, 20_000.0),
        (Field::Mass, 499.0, 5000.0),
        (Field::FinalDrive, 1.9, 6.0),
        (Field::MaxBoost, -0.1, 5.0),
        (Field::Octane, 86.0, 110.0),
        (Field::BankAFlow, Unit::LbPerHour.to_base(9.0), Unit::LbPerHour.to_base(2000.0)),
    ];
    for (field, bad, good) in cases {
        let mut v = named();
        *v.number_mut(field).unwrap() = Some(bad);
        let errors = validate(&v);
        assert_eq!(errors.len(), 1, "{field:?}");
        assert_eq!(errors[0].field, field);
        assert!(matches!(errors[0].kind, Kind::OutOfRange { .. }));
        *v.number_mut(field).unwrap() = Some(good);
        assert_eq!(validate(&v), [], "{field:?}");
        *v.number_mut(field).unwrap() = Some(f64::NAN);
        assert_eq!(validate(&v), [FieldError { field, kind: Kind::NotANumber }]);
    }
}

#[test]
fn fields_are_held_against_each_other() {
    let mut v = named();
    v.injection.bank_a = Bank { enabled: true, outputs: vec![1, 2], ..Bank::default() };
    v.injection.bank_b = Bank { enabled: true, outputs: vec![3, 2], ..Bank::default() };
    assert_eq!(check_field(&v, Field::BankBOutputs), Some(Kind::OutputTaken { output: 2 }));
    v.injection.bank_b.enabled = false;
    assert_eq!(check_field(&v, Field::BankBOutputs), None);
    v.injection.bank_a.outputs = vec![4, 4];
    assert_eq!(check_field(&v, Field::BankAOutputs), Some(Kind::Repeated { value: 4 }));

    let mut v = named();
    v.engine.layout = Some(Layout::V8);
    v.engine.cylinders = Some(6);
    assert_eq!(check_field(&v, Field::Cylinders), Some(Kind::Cylinders { layout: Layout::V8 }));
    v.driveline.gears = Some(5);
    v.driveline.gear_ratios = vec![3.6, 2.1, 1.4];
    assert_eq!(check_field(&v, Field::GearRatios), Some(Kind::GearCount { gears: 5, ratios: 3 }));
    v.turbo.max_boost_bar = Some(1.0);
    v.turbo.standard_boost_bar = Some(1.2);
    assert_eq!(check_field(&v, Field::StandardBoost), Some(Kind::Above { bound: Field::MaxBoost }));
}

#[test]
fn text_is_cleaned_as_the_document_says() {
    let cases = [
        (" Gol \"GTI\" ", "Gol GTI"),
        ("<b>'x';\\", "bx"),
        ("Celta 1.4 ☂ turbo", "Celta 1.4 ☂ turbo"),
        ("\t\n", ""),
    ];
    for (raw, kept) in cases {
        assert_eq!(clean(raw), kept);
    }
    assert_eq!(clean_search(r" 50%_\gol "), "50gol");
    assert_eq!(clean_search(&"é".repeat(130)).chars().count(), 100);
}

#[test]
fn a_plate_of_brazil_is_written_as_on_the_car() {
    let cases = [
        ("abc1234", "ABC-1234"),
        ("ABC-1234", "ABC-1234"),
        ("abc 1d23", "ABC1D23"),
        ("x-77 gb", "X-77 GB"),
        ("", ""),
    ];
    for (raw, kept) in cases {
        assert_eq!(normalise_plate(raw), kept);
    }
}

#[test]
fn a_tyre_is_read_as_it_stands_on_the_sidewall() {
    let cases = [
        ("195/55 R15", Some(595.5)),
        ("205/60ZR13 86V", Some(576.2)),
        ("225-45-17", Some(634.3)),
        ("26x8.5-15", Some(660.4)),
        ("slick", None),
        ("9/9 R9", None),
        ("", None),
    ];
    for (text, diameter) in cases {
        match (Tyre::parse(text), diameter) {
            (Some(tyre), Some(expected)) => assert_relative_eq!(tyre.diameter_mm, expected, epsilon = 0.05),
            (None, None) => {}
            (found, expected) => panic!("{text}: {found:?} instead of {expected:?}"),
        }
    }
}

#[test]
fn every_field_has_one_name_one_place_and_one_way_in() {
    let mut slugs: Vec<_> = Field::ALL.iter().map(|f| f.slug()).collect();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), Field::ALL.len());
    let v = Vehicle::default();
    for &field in Field::ALL {
        assert_eq!(Field::from_slug(field.slug()), Some(field));
        assert!(Part::ALL.contains(&field.part()));
        let ways = [
            v.line(field).is_some(),
            v.number(field).is_some(),
            v.count(field).is_some(),
            v.counts(field).is_some(),
            v.choice(field).is_some(),
            v.flag(field).is_some(),
            field == Field::GearRatios,
        ];
        assert_eq!(ways.iter().filter(|way| **way).count(), 1, "{field:?}");
    }
}

fn exported(vehicle: Vehicle) -> Exported {
    Exported { id: "id".into(), archived: true, created_at_ms: 12.0, updated_at_ms: 34.0, vehicle }
}

#[test]
fn a_file_brings_back_every_vehicle_as_it_was() {
    let mut out: Vec<Exported> = examples().into_iter().map(exported).collect();
    out.push(exported(Vehicle { notes: "\"quoted\" <kept>;\nsecond line".into(), ..jeep() }));
    // A figure that came from another unit is tidy when it is entered; only then is it the same after a file.
    for field in [Field::BankAFlow, Field::NaturalPower, Field::Bsfc] {
        let slot = out[3].vehicle.number_mut(field).unwrap();
        *slot = slot.map(tidy);
    }
    let text = write_json(&out);
    assert_eq!(read_json(&text), Ok(out.clone()));
    assert_eq!(write_json(&read_json(&text).unwrap()), text);
    assert_eq!(read_json(&format!("\u{FEFF}{text}")), Ok(out));
}

#[test]
fn a_bad_file_is_refused_with_its_place() {
    let good = write_json(&[exported(named())]);
    let cases = [
        ("", "syntax 1:0"),
        ("time,rpm\n1,2", "syntax 1:2"),
        ("[1, 2]", "not vehicles"),
        ("{\"format\": \"other\", \"version\": 1, \"vehicles\": []}", "not vehicles"),
        ("{\"format\": \"fueltune-vehicles\", \"version\": 9, \"vehicles\": []}", "newer 9"),
        ("{\"format\": \"fueltune-vehicles\", \"version\": 1, \"vehicles\": []}", "empty"),
    ];
    for (text, expected) in cases {
        let got = match read_json(text) {
            Err(ExchangeError::Syntax { line, column, .. }) => format!("syntax {line}:{column}"),
            Err(ExchangeError::NotVehicles) => "not vehicles".to_owned(),
            Err(ExchangeError::Newer { found }) => format!("newer {found}"),
            Err(ExchangeError::Empty) => "empty".to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(got, expected, "{text}");
    }
    // A key that is not known would be lost in silence: it is told instead, with its line.
    let unknown = good.replace("\"nickname\": \"\",", "\"nickname\": \"\",\n\"colour\": \"red\",");
    let Err(ExchangeError::Syntax { line, detail, .. }) = read_json(&unknown) else {
        panic!("an unknown key is refused")
    };
    assert!(line > 5 && detail.contains("colour"), "{line}: {detail}");
    // A file cut short.
    assert!(matches!(read_json(&good[..good.len() / 2]), Err(ExchangeError::Syntax { .. })));
}

#[test]
fn a_file_with_a_value_out_of_range_says_which_vehicle_and_field() {
    let bad = Vehicle { year: Some(1850), name: "Old".into(), ..named() };
    let text = write_json(&[exported(named()), exported(bad)]);
    let kind = Kind::OutOfRange { least: 1900.0, most: 2030.0 };
    assert_eq!(
        read_json(&text),
        Err(ExchangeError::Refused {
            number: 2,
            name: "Old".into(),
            error: FieldError { field: Field::Year, kind }
        })
    );
}

#[test]
fn a_figure_is_kept_without_the_noise_of_its_conversion() {
    for lb_h in [19.0, 42.0, 112.0, 1200.0] {
        let kept = tidy(Unit::LbPerHour.to_base(lb_h));
        assert_relative_eq!(Unit::LbPerHour.from_base(kept), lb_h, max_relative = 1e-9);
        let text = serde_json::to_string(&kept).unwrap();
        assert!(text.len() <= 12, "{text}");
        assert_eq!(serde_json::from_str::<f64>(&text).unwrap(), kept);
    }
    assert_eq!(tidy(0.0), 0.0);
    assert_eq!(tidy(-0.1 - 0.2), -0.3);
    assert!(tidy(f64::NAN).is_nan());
    assert_eq!(tidy(123_456_789_012.0), 123_456_789_000.0);
}

#[test]
fn the_size_that_is_needed_is_the_next_one_that_is_sold() {
    // 360 hp · 0.60 lb/(hp·h) ÷ 0.85 ÷ 4 = 63.5 lb/h: the next one is 72.
    let v = jeep();
    let found = sizing(&v, &derive(&v)).unwrap();
    assert_relative_eq!(Unit::LbPerHour.from_base(found.needed_g_s), 63.53, epsilon = 0.01);
    assert_relative_eq!(Unit::LbPerHour.from_base(found.next_g_s.unwrap()), 72.0, epsilon = 1e-9);
    for size in SIZES_LB_H {
        let own = next_size(Unit::LbPerHour.to_base(size)).unwrap();
        assert_relative_eq!(Unit::LbPerHour.from_base(own), size, epsilon = 1e-9);
    }
    assert_eq!(next_size(Unit::LbPerHour.to_base(2001.0)), None);
    assert_eq!(sizing(&named(), &derive(&named())), None);
}

#[test]
fn banks_are_held_against_each_other() {
    let mut v = jeep();
    assert_eq!(unevenness(&derive(&v)), None);
    v.injection.bank_b = v.injection.bank_a.clone();
    assert_eq!(unevenness(&derive(&v)), Some(0.0));
    v.injection.bank_b.injectors = Some(2);
    // 448 and 224 lb/h are 224 apart, their mean is 336.
    assert_relative_eq!(unevenness(&derive(&v)).unwrap(), 200.0 / 3.0, epsilon = 1e-9);
}

#[test]
fn flow_goes_by_the_root_of_the_pressure() {
    let mut v = jeep();
    v.injection.rated_pressure_bar = Some(4.0);
    let curve = flow_curve(&v, &derive(&v));
    let at = |bar: f64| curve.iter().find(|p| p.0 == bar).unwrap().1;
    assert_relative_eq!(Unit::LbPerHour.from_base(at(4.0)), 448.0, epsilon = 1e-6);
    assert_relative_eq!(at(1.0) / at(4.0), 0.5, epsilon = 1e-12);
    assert!(flow_curve(&named(), &derive(&named())).is_empty());
}
