use fueltune_analyzer::app::windowing::RowWindow;

const ROW: f64 = 24.0;

fn window(count: usize) -> RowWindow {
    RowWindow { count, row_px: ROW, view_px: 480.0 }
}

#[test]
fn a_short_list_is_drawn_whole() {
    let visible = window(5).visible(0.0);
    assert_eq!((visible.first, visible.end, visible.offset_px), (0, 5, 0.0));
}

#[test]
fn only_what_is_on_screen_and_a_little_more_is_drawn() {
    let visible = window(100_000).visible(24_000.0);
    assert!(visible.first < 1000 && visible.end > 1020, "{visible:?}");
    assert!(visible.end - visible.first < 40, "{visible:?}");
    assert_eq!(visible.offset_px, visible.first as f64 * ROW);
}

#[test]
fn every_row_of_a_list_longer_than_the_browser_allows_can_be_reached() {
    let window = window(10_000_000);
    assert!(window.track_px() <= RowWindow::MAX_TRACK_PX);
    for row in [0, 1, 123_456, 9_999_979] {
        let visible = window.visible(window.scroll_to(row as f64));
        assert!(visible.first <= row && row < visible.end, "row {row} in {visible:?}");
    }
    let end = window.visible(window.track_px());
    assert_eq!(end.end, 10_000_000);
    // The last row ends where the track ends.
    let bottom = end.offset_px + (end.end - end.first) as f64 * ROW;
    assert!((bottom - window.track_px()).abs() < 1.0, "{bottom}");
}

#[test]
fn a_row_is_brought_on_screen_by_the_shortest_way() {
    let window = window(1000);
    let cases = [(5, 10.0, 5.0), (12, 10.0, 10.0), (40, 10.0, 21.0)];
    for (row, top, expected) in cases {
        assert_eq!(window.reveal(row, top), expected, "row {row} from {top}");
    }
}

#[test]
fn an_empty_list_draws_nothing() {
    let visible = window(0).visible(100.0);
    assert_eq!((visible.first, visible.end), (0, 0));
}
