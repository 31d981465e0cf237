//! Past expectations: nothing is played from them, but they must be possible.

use super::context::Context;
use crate::input::file::PastFile;
use crate::text;

/// Complains about expectations that contradict themselves.
pub fn check(cx: &mut Context) {
    let file = cx.file;
    for (id, past) in &file.past {
        check_days(cx, id, past);
        check_range(cx, id, past);
    }
}

fn check_days(cx: &mut Context, id: &str, past: &PastFile) {
    let (expected_on, came_on) = (past.expected_on, past.came_on);
    if came_on < expected_on && !cx.is_faulty(&["past", id, "expected_on"]) {
        let message = text!(
            "Was am {expected_on} erwartet wurde, kann nicht schon am {came_on} eingetreten sein.",
            "What was expected on {expected_on} cannot have come by {came_on} already."
        );
        cx.complain(&["past", id, "came_on"], message);
    }
}

fn check_range(cx: &mut Context, id: &str, past: &PastFile) {
    let (missing, there) = match (past.expected_low, past.expected_high) {
        (Some(low), Some(high)) => {
            let expected = past.expected;
            let faulty = ["expected", "expected_low", "expected_high"];
            let faulty = faulty.iter().any(|key| cx.is_faulty(&["past", id, key]));
            if !(low..=high).contains(&expected) && !faulty {
                let message = text!(
                    "Erwartet waren {expected}; die Spanne von {low} bis {high} enthält das nicht.",
                    "{expected} were expected; the range from {low} to {high} does not contain that."
                );
                cx.complain(&["past", id, "expected"], message);
            }
            return;
        }
        (None, None) => return,
        (Some(_), None) => ("expected_high", "expected_low"),
        (None, Some(_)) => ("expected_low", "expected_high"),
    };
    let message = text!(
        "Zur Spanne fehlt ihr anderes Ende „{missing}“.",
        "The range lacks its other end `{missing}`."
    );
    cx.complain(&["past", id, there], message);
}
