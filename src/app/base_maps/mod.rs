//! Base maps in words: what is asked for, how a cell came about, what is typed. Pure.

mod words;

pub use words::{
    Line, calculator_key, explained, flag_key, input_key, read_input, refused_text, source_key, strategy_key,
    strategy_text_key, sum_key, symbol_key, unfit_key,
};
