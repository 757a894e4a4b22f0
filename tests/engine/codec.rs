//! What is written as bytes comes back as it was.

use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::codec::{
    CodecError, decode_axis, decode_column, decode_mask, decode_pyramid, encode_axis, encode_column,
    encode_mask, encode_pyramid,
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
    fn a_time_base_comes_back(steps in prop::collection::vec(0.0f64..1.0, 0..200)) {
        let mut now = 0.0;
        let axis = TimeAxis::new(steps.iter().map(|d| { now += d; now }).collect());
        prop_assert_eq!(decode_axis(&encode_axis(&axis)).unwrap(), axis);
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
    let (head, mut body) = encode_column(&numbers(ChannelId::Rpm, &[900.0, 910.0]));
    body.pop();
    assert_eq!(
        decode_column(&head, &body),
        Err(CodecError::Length { what: "a column", expected: 8, found: 7 })
    );
    assert!(decode_axis(&[0; 9]).is_err());
    assert!(decode_mask(65, &[0; 8]).is_err());
    assert!(decode_pyramid(100, &[0; 5]).is_err());
}

#[test]
fn bodies_are_little_endian_whatever_the_machine() {
    let (_, body) = encode_column(&numbers(ChannelId::Rpm, &[1.0, -2.5]));
    assert_eq!(body, [0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0]);
}

#[test]
fn a_key_of_its_own_keeps_its_name() {
    let column = states("Estado:x", &["a"], &[0]);
    assert_eq!(round_trip(&column).key, ChannelKey::Custom("Estado:x".into()));
}
