//! What is written as bytes comes back as it was.

use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::codec::{
    CodecError, SampleType, Ticks, decode_axis, decode_column, decode_mask, decode_pyramid, encode_axis,
    encode_column, encode_mask, encode_pyramid,
};
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, NO_CODE, RowMask, TimeAxis};
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::view::Pyramid;
use proptest::prelude::*;

use crate::sample_logs::{cases, numbers, states};

/// Bit patterns, so that NaN is compared too.
fn bits(data: &ColumnData) -> Vec<u64> {
    match data {
        ColumnData::F32(v) => v.iter().map(|x| u64::from(x.to_bits())).collect(),
        ColumnData::F64(v) => v.iter().map(|x| x.to_bits()).collect(),
        ColumnData::Codes { codes, .. } => codes.iter().map(|c| u64::from(*c)).collect(),
    }
}

fn assert_same(a: &Column, b: &Column) {
    assert_eq!(bits(a.data()), bits(b.data()));
    assert_eq!(
        (&a.key, &a.source, a.unit, &a.unit_note, a.axis),
        (&b.key, &b.source, b.unit, &b.unit_note, b.axis)
    );
    assert_eq!(a.gaps(), b.gaps());
    assert_eq!(a.flags(), b.flags());
}

fn round_trip(column: &Column) -> Column {
    let (head, body) = encode_column(column);
    assert_eq!(head.body_len(), body.len());
    let head = serde_json::from_str(&serde_json::to_string(&head).unwrap()).unwrap();
    decode_column(&head, &body).unwrap()
}

fn axis_round_trip(axis: &TimeAxis) -> TimeAxis {
    let (ticks, body) = encode_axis(axis);
    let ticks: Option<Ticks> = serde_json::from_str(&serde_json::to_string(&ticks).unwrap()).unwrap();
    decode_axis(axis.len(), ticks.as_ref(), &body).unwrap()
}

fn any_f32() -> impl Strategy<Value = f32> {
    prop_oneof![8 => -1e4f32..1e4, 1 => Just(f32::NAN), 1 => Just(f32::INFINITY), 1 => Just(f32::NEG_INFINITY)]
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_column_of_numbers_with_flags_comes_back(
        samples in prop::collection::vec((any_f32(), any::<bool>()), 0..300),
    ) {
        let values: Vec<f32> = samples.iter().map(|s| s.0).collect();
        let flagged = RowMask::from_fn(values.len(), |r| samples[r].1);
        let mut column = numbers(ChannelId::Coolant, &values)
            .with_flags(vec![(Flag::Sentinel, flagged.clone()), (Flag::ExportTail, flagged.not())]);
        column.unit_note = Some("grados".into());
        assert_same(&column, &round_trip(&column));
    }

    #[test]
    fn a_column_of_positions_comes_back(values in prop::collection::vec(any::<f64>(), 0..200)) {
        let column = Column::new(ChannelId::GpsLat.into(), "lat", Unit::Degrees, 1, ColumnData::F64(values.into()));
        assert_same(&column, &round_trip(&column));
    }

    #[test]
    fn a_column_of_states_comes_back(codes in prop::collection::vec(prop_oneof![0u16..3, Just(NO_CODE)], 0..200)) {
        let column = states("Modo do mapa", &["baixo", "médio", "alto"], &codes);
        assert_same(&column, &round_trip(&column));
    }

    #[test]
    fn a_time_base_without_a_clock_comes_back(steps in prop::collection::vec(0.0f64..1.0, 0..200)) {
        let mut now = 0.0;
        let axis = TimeAxis::new(steps.iter().map(|d| { now += d; now }).collect());
        prop_assert_eq!(axis_round_trip(&axis), axis);
    }

    #[test]
    fn times_of_a_clock_come_back_bit_by_bit(
        clock in prop_oneof![Just(1u32), Just(40), Just(1000), Just(30_000)],
        start in -5_000i64..2_000_000,
        steps in prop::collection::vec(prop_oneof![9 => 38i64..43, 2 => 0i64..400, 1 => 0i64..9_000_000], 0..400),
    ) {
        let mut now = start;
        let ticks = steps.iter().map(|step| { now += step; now });
        let axis = TimeAxis::new(ticks.map(|n| n as f64 / f64::from(clock)).collect());
        prop_assert_eq!(axis_round_trip(&axis), axis);
    }

    #[test]
    fn decimal_figures_come_back_bit_by_bit(
        digits in 0u32..6,
        samples in prop::collection::vec(prop_oneof![9 => (-300i32..40_000).prop_map(Some), 1 => Just(None)], 0..400),
    ) {
        let factor = f64::from(10i32.pow(digits));
        let values: Vec<f32> =
            samples.iter().map(|n| n.map_or(f32::NAN, |n| (f64::from(n) / factor) as f32)).collect();
        let column = numbers(ChannelId::Lambda1, &values);
        assert_same(&column, &round_trip(&column));
    }

    #[test]
    fn a_mask_comes_back(rows in prop::collection::vec(any::<bool>(), 0..300)) {
        let mask = RowMask::from_fn(rows.len(), |r| rows[r]);
        prop_assert_eq!(decode_mask(rows.len(), &encode_mask(&mask)).unwrap(), mask);
    }

    #[test]
    fn a_pyramid_comes_back(values in prop::collection::vec(any_f32(), 0..10_000)) {
        let pyramid = Pyramid::build(&numbers(ChannelId::Rpm, &values));
        prop_assert_eq!(decode_pyramid(values.len(), &encode_pyramid(&pyramid)).unwrap(), pyramid);
    }
}

#[test]
fn bytes_of_another_length_are_refused() {
    let (head, mut body) = encode_column(&numbers(ChannelId::Rpm, &[1.0 / 3.0, 910.0]));
    body.pop();
    assert_eq!(
        decode_column(&head, &body),
        Err(CodecError::Length { what: "a column", expected: 8, found: 7 })
    );
    assert!(decode_axis(1, None, &[0; 9]).is_err());
    assert!(decode_axis(2, None, &[0; 8]).is_err());
    let ticks = Ticks { per_second: 25, start: 0.0, step: 1.0, each: true, exceptions: 1 };
    assert!(decode_axis(10, Some(&ticks), &[0; 20]).is_err());
    let endless = Ticks { exceptions: u32::MAX, ..ticks };
    assert!(decode_axis(usize::MAX, Some(&endless), &[0; 20]).is_err());
    let nothing = Ticks { each: false, exceptions: 0, ..ticks };
    assert!(matches!(decode_axis(usize::MAX, Some(&nothing), &[]), Err(CodecError::Room { .. })));
    let sound = Ticks { each: false, exceptions: 0, ..ticks };
    assert!(decode_axis(3, Some(&sound), &[]).is_ok());
    for no_clock in [
        Ticks { per_second: 0, ..sound },
        Ticks { step: -1.0, ..sound },
        Ticks { step: f64::NAN, ..sound },
        Ticks { start: f64::INFINITY, ..sound },
    ] {
        assert_eq!(decode_axis(3, Some(&no_clock), &[]), Err(CodecError::Clock), "{no_clock:?}");
    }
    let back: Vec<u8> = [1u32.to_le_bytes().to_vec(), (-1.0f64).to_le_bytes().to_vec()].concat();
    assert_eq!(decode_axis(3, Some(&Ticks { exceptions: 1, ..sound }), &back), Err(CodecError::Clock));
    assert!(decode_mask(65, &[0; 8]).is_err());
    assert!(decode_pyramid(100, &[0; 5]).is_err());
}

#[test]
fn bodies_are_little_endian_whatever_the_machine() {
    let (_, body) = encode_column(&numbers(ChannelId::Rpm, &[1.0 / 3.0, -2.5]));
    assert_eq!(body, [0xab, 0xaa, 0xaa, 0x3e, 0, 0, 0x20, 0xc0]);
    let (_, body) = encode_column(&numbers(ChannelId::Rpm, &[1000.0, 258.0, f32::NAN]));
    assert_eq!(body, [742u16.to_le_bytes(), [0, 0], [0xff, 0xff]].concat());
}

#[test]
fn figures_with_few_decimals_take_one_byte_or_two() {
    let width = |values: &[f32]| encode_column(&numbers(ChannelId::Rpm, values)).1.len() / values.len();
    for (values, bytes) in [
        (&[0.0, 1.0, f32::NAN][..], 1),
        (&[12.3, -5.0, 20.2], 1),
        (&[0.0, 254.0], 1),
        (&[0.0, 255.0], 2),
        (&[850.0, 9000.0], 2),
        (&[0.652, 1.5, 0.0], 2),
        (&[-32.0, 65_502.0], 2),
        // One more than two bytes can tell, and what is no decimal figure.
        (&[-32.0, 65_503.0], 4),
        (&[1.0 / 3.0, 2.0], 4),
        (&[f32::INFINITY, 2.0], 4),
        (&[-0.0, 2.0], 4),
        (&[3e9, 2.0], 4),
        (&[f32::NAN, f32::NAN], 1),
    ] {
        assert_eq!(width(values), bytes, "{values:?}");
    }
}

#[test]
fn a_column_of_the_first_version_is_still_read() {
    let (mut head, _) = encode_column(&numbers(ChannelId::Rpm, &[1.0, 2.5]));
    head.samples = SampleType::F32;
    let stored = serde_json::to_string(&head).unwrap();
    assert!(stored.contains(r#""samples":"F32""#), "{stored}");
    let head = serde_json::from_str(&stored).unwrap();
    let column = decode_column(&head, &[0, 0, 0x80, 0x3f, 0, 0, 0x20, 0x40]).unwrap();
    assert_eq!(column.f32(), Some(&[1.0, 2.5][..]));
}

#[test]
fn a_time_base_of_the_first_version_is_still_read() {
    let body: Vec<u8> = [0.0f64, 0.04, 0.08].iter().flat_map(|t| t.to_le_bytes()).collect();
    assert_eq!(decode_axis(3, None, &body).unwrap(), TimeAxis::new(vec![0.0, 0.04, 0.08]));
}

#[test]
fn a_time_base_takes_as_little_as_its_clock_allows() {
    let bytes = |times: Vec<f64>| {
        let axis = TimeAxis::new(times);
        assert_eq!(axis_round_trip(&axis), axis);
        encode_axis(&axis).1.len()
    };
    let ticks = |n: u32, time: fn(u32) -> f64| (0..n).map(time).collect::<Vec<f64>>();
    assert_eq!(bytes(Vec::new()), 0);
    assert_eq!(bytes(ticks(1, |_| 3.5)), 0);
    assert_eq!(bytes(ticks(1000, |i| f64::from(i) / 25.0)), 0);
    // The logger was off for a minute.
    assert_eq!(bytes(ticks(1000, |i| f64::from(if i < 500 { i } else { i + 1500 }) / 25.0)), 12);
    // It counts in milliseconds what is no whole number of them.
    assert_eq!(bytes(ticks(1000, |i| (f64::from(i) * 1000.0 / 15.0).floor() / 1000.0)), 999);
    // Nothing that a clock of whole ticks would give.
    assert_eq!(bytes(ticks(1000, |i| f64::from(i) / 3.0)), 8000);
}

#[test]
fn a_key_of_its_own_keeps_its_name() {
    let column = states("Estado:x", &["a"], &[0]);
    assert_eq!(round_trip(&column).key, ChannelKey::Custom("Estado:x".into()));
}
