//! Words of what is not like for like.

use crate::report::number;
use crate::text;
use crate::text::Text;

/// Words of a caveat: another seed.
pub fn other_seed(run: &Text, seed: u64, base: u64) -> Text {
    let (de, en) = (&run.de, &run.en);
    text!(
        "{de} hat einen anderen Startwert ({seed} statt {base}): Es treffen andere Menschen ein, und ein Unterschied kann auch Zufall sein.",
        "{en} has another seed ({seed} instead of {base}): other people arrive, and a difference may also be chance."
    )
}

/// Words of a caveat: another number of replications.
pub fn other_replications(run: &Text, count: u32, base: u32) -> Text {
    let (de, en) = (&run.de, &run.en);
    let (now, was) = (number::whole(u64::from(count)), number::whole(u64::from(base)));
    let (now_de, was_de, now_en, was_en) = (now.de, was.de, now.en, was.en);
    text!(
        "{de} hat {now_de} statt {was_de} Rechnungen: Unterschiede lassen sich nicht Rechnung für Rechnung bilden.",
        "{en} has {now_en} instead of {was_en} courses: differences cannot be taken course by course."
    )
}

/// Words of a caveat: another period.
pub fn other_period(run: &Text, period: &Text, base: &Text) -> Text {
    let (de, en) = (&run.de, &run.en);
    let (now_de, was_de, now_en, was_en) = (&period.de, &base.de, &period.en, &base.en);
    text!(
        "{de} reicht über einen anderen Zeitraum ({now_de} statt {was_de}): Summen und Kosten lassen sich nicht vergleichen.",
        "{en} covers another period ({now_en} instead of {was_en}): sums and costs cannot be compared."
    )
}

/// Words of a caveat: another version.
pub fn other_version(run: &Text, version: &str, base: &str) -> Text {
    let (de, en) = (&run.de, &run.en);
    text!(
        "{de} ist mit quartier {version} gerechnet, nicht mit {base}: Das Modell kann sich geändert haben. Beide mit derselben Fassung rechnen.",
        "{en} was computed with quartier {version}, not with {base}: the model may have changed. Run both with the same version."
    )
}

/// Words of a caveat: a changed file.
pub fn changed_input(run: &Text, file: &str) -> Text {
    let (de, en) = (&run.de, &run.en);
    text!(
        "{de} las die Datei „{file}“ mit anderem Inhalt: Ein Unterschied kann auch daher kommen.",
        "{en} read the file “{file}” with another content: a difference may also come from that."
    )
}
