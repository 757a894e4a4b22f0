//! The sort of short lists against the standard library's.

use std::cmp::Reverse;

use fueltune_analyzer::engine::order::sort_by;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_list_is_sorted_as_the_standard_library_sorts_it(
        list in prop::collection::vec((0u8..5, ".{0,3}"), 0..60),
    ) {
        let (mut own, mut standard) = (list.clone(), list);
        sort_by(&mut own, |a, b| b.0.cmp(&a.0));
        standard.sort_by_key(|item| Reverse(item.0));
        prop_assert_eq!(own, standard, "equals keep their order");
    }
}
