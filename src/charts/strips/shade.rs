//! What a filter leaves out.

use super::draw::{Ink, Item, Rect};
use super::scene::{Scene, across, crisp, cut, rule};
use super::span::Span;

/// What a filter leaves out, dimmed from top to bottom, its edges marked. Stretches closer than a pixel become one.
pub fn shade(scene: &Scene, left_out: &[(f64, f64)]) -> Vec<Item> {
    let to_x = across(scene);
    let body = scene.boxes.body();
    let mut rects: Vec<Rect> = Vec::new();
    for (t0, t1) in left_out {
        let Some(rect) = cut(body, to_x, Span::new(*t0, *t1)) else { continue };
        match rects.last_mut().filter(|last| rect.x - last.right() < 1.0) {
            Some(last) => last.w = rect.right() - last.x,
            None => rects.push(rect),
        }
    }
    let mut items = Vec::with_capacity(rects.len() * 3);
    for rect in rects {
        items.push(Item::Fill { rect, ink: Ink::Surface, alpha: 0.72 });
        items.push(Item::Fill { rect, ink: Ink::LineStrong, alpha: 0.22 });
        // Where the log itself ends nothing begins.
        for x in [rect.x, rect.right()].into_iter().filter(|x| *x > body.x && *x < body.right()) {
            items.push(rule((crisp(x), 0.0), (crisp(x), body.bottom()), Ink::LineStrong));
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::super::layout::{Frame, Shape, boxes};
    use super::*;
    use crate::i18n::Lang;

    fn scene() -> Scene {
        let frame = Frame { width: 1050.0, height: 326.0, gutter: 50.0 };
        let shapes = [Shape { weight: 1.0, lines: true, lanes: 0, names: 1 }];
        Scene {
            boxes: boxes(frame, &shapes),
            span: Span::new(20.0, 40.0),
            lang: Lang::En,
            strips: Vec::new(),
        }
    }

    fn dimmed(left_out: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let dims = |item: &Item| match item {
            Item::Fill { rect, ink: Ink::Surface, .. } => Some((rect.x, rect.w)),
            _ => None,
        };
        shade(&scene(), left_out).iter().filter_map(dims).collect()
    }

    #[test]
    fn what_is_left_out_is_dimmed_within_the_view() {
        assert_eq!(
            dimmed(&[(0.0, 21.0), (22.0, 23.0), (39.0, 50.0), (60.0, 70.0)]),
            [(50.0, 50.0), (150.0, 50.0), (1000.0, 50.0)]
        );
        assert_eq!(dimmed(&[]), []);
        let edges = shade(&scene(), &[(0.0, 21.0)]);
        assert_eq!(edges.iter().filter(|i| matches!(i, Item::Rule { .. })).count(), 1);
    }

    #[test]
    fn stretches_closer_than_a_pixel_become_one() {
        assert_eq!(dimmed(&[(22.0, 23.0), (23.01, 24.0)]), [(150.0, 100.0)]);
    }
}
