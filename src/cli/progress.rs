//! What a person at a terminal sees while a run goes on, and how it is interrupted.

use crate::monte_carlo::Watch;
use crate::text;
use crate::text::Lang;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// A watch that Ctrl-C (or a request to terminate) stops.
pub fn interruptible() -> Arc<Watch> {
    let watch = Arc::new(Watch::default());
    let stopped = Arc::clone(&watch);
    // Without a handler the run ends at once, which leaves nothing half-written either.
    let _ = ctrlc::set_handler(move || stopped.stop.store(true, Ordering::Relaxed));
    watch
}

/// Shows a bar of replications on stderr while the work goes on, on a terminal only.
pub fn show<T: Send>(
    name: &str,
    replications: u32,
    watch: &Watch,
    lang: Lang,
    work: impl FnOnce() -> T + Send,
) -> T {
    let unit = text!("Rechnungen", "replications");
    show_counted(name, (replications, unit.in_lang(lang)), watch, work)
}

/// Shows a bar of parts of the work.
pub fn show_parts<T: Send>(
    name: &str,
    parts: u32,
    watch: &Watch,
    lang: Lang,
    work: impl FnOnce() -> T + Send,
) -> T {
    let unit = text!("Teile", "parts");
    show_counted(name, (parts, unit.in_lang(lang)), watch, work)
}

fn show_counted<T: Send>(
    name: &str,
    (count, unit): (u32, &str),
    watch: &Watch,
    work: impl FnOnce() -> T + Send,
) -> T {
    watch.finished.store(0, Ordering::Relaxed);
    if !std::io::stderr().is_terminal() {
        return work();
    }
    let bar = ProgressBar::with_draw_target(Some(u64::from(count)), ProgressDrawTarget::stderr());
    bar.set_style(style(unit));
    bar.set_message(crate::report::terminal::printable(name));
    std::thread::scope(|scope| {
        let (done, finished) = std::sync::mpsc::channel::<()>();
        let shown = &bar;
        scope.spawn(move || {
            while finished.recv_timeout(Duration::from_millis(60))
                == Err(std::sync::mpsc::RecvTimeoutError::Timeout)
            {
                shown.set_position(u64::from(watch.finished.load(Ordering::Relaxed)));
            }
            shown.finish_and_clear();
        });
        let result = work();
        drop(done);
        result
    })
}

fn style(unit: &str) -> ProgressStyle {
    let template = format!("{{msg}} [{{bar:30}}] {{pos}}/{{len}} {unit}");
    ProgressStyle::with_template(&template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
}
