//! Where the plot lies in a drawing.

use crate::report::block::{Axis, Chart, Layer};

/// For which width a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A page.
    Page,
    /// One of several panels side by side.
    Panel,
    /// A phone.
    Phone,
}

/// Where the plot lies in the drawing, in its units.
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Frame {
    pub(super) fn of(chart: &Chart, width: Width) -> Frame {
        let labelled = chart
            .layers
            .iter()
            .any(|layer| matches!(layer, Layer::Line { label: Some(_), .. }));
        let (w, h) = match width {
            Width::Page => (760.0, 380.0),
            Width::Panel => (310.0, 250.0),
            Width::Phone => (340.0, 300.0),
        };
        Frame {
            width: w,
            height: h,
            left: 52.0,
            right: if labelled { 52.0 } else { 30.0 },
            top: 30.0,
            bottom: match chart.x {
                Axis::Numbers { .. } => 48.0,
                Axis::Dates(_) | Axis::Names(_) => 30.0,
            },
        }
    }

    pub(super) fn x(&self, value: f64, range: (f64, f64)) -> f64 {
        let part = (value - range.0) / (range.1 - range.0);
        self.left + part * (self.width - self.left - self.right)
    }

    pub(super) fn y(&self, value: f64, range: (f64, f64)) -> f64 {
        let part = (value - range.0) / (range.1 - range.0);
        self.height - self.bottom - part * (self.height - self.bottom - self.top)
    }
}
