//! What every key means, in both languages.
//!
//! The English words are the comments of the mirror structs; the German ones stand here,
//! found by the end of the key's path. A test keeps the two complete.

use super::shape::{self, Shape};
use crate::text::Text;

/// The meaning of a key of the format; entries that the user names may have any name.
pub fn meaning(path: &[&str]) -> Option<Text> {
    let en = shape::key_at(shape::scenario(), path)?.doc.clone();
    let pattern = pattern(path);
    let de = german(&pattern).map_or_else(|| en.clone(), str::to_owned);
    Some(Text { de, en })
}

/// The path with `*` for what the user names.
fn pattern(path: &[&str]) -> Vec<String> {
    let mut shape = Some(shape::scenario());
    path.iter()
        .map(|key| {
            let fixed = shape.and_then(Shape::keys).is_some();
            shape = shape.and_then(|shape| shape.below(key));
            if fixed { (*key).to_owned() } else { "*".to_owned() }
        })
        .collect()
}

/// The words for the longest end of a path that has some.
fn german(pattern: &[String]) -> Option<&'static str> {
    (0..pattern.len()).find_map(|from| {
        let end = pattern[from..].join(".");
        GERMAN
            .iter()
            .find(|(key, _)| *key == end)
            .map(|(_, words)| *words)
    })
}

#[rustfmt::skip]
const GERMAN: &[(&str, &str)] = &[
    ("schema", "Fassung des Dateiformats; dieses Programm liest 1."),
    ("extends", "Ein anderes Szenario, das dieses ändert, vom Ordner dieser Datei aus; oder mehrere."),
    ("name", "Name des Szenarios, steht auf jeder Seite."),
    ("question", "Die Frage des Rates, die dieses Szenario beantwortet."),
    ("description", "Worum es geht, in ein oder zwei Sätzen."),
    ("responsible", "Wer für die Zahlen einsteht (eine Stelle, keine Person)."),
    ("start", "Erster Tag, der gespielt wird."),
    ("end", "Letzter Tag, der gespielt wird."),
    ("seed", "Startwert des Zufalls; gleicher Startwert, gleiche Zukünfte."),
    ("replications", "Zahl der Rechnungen (möglicher Verläufe), die gespielt werden."),
    ("map", "Karte der Stadtteile (GeoJSON), vom Ordner dieser Datei aus."),
    ("map_id", "Merkmal der Karte, in dem die Kennung des Stadtteils steht (sonst: erkannt)."),
    ("map_name", "Merkmal der Karte, in dem der Name des Stadtteils steht (sonst: erkannt)."),
    ("map_crs", "Koordinatensystem der Karte, wenn die Datei es nicht nennt, z. B. EPSG:25832."),
    ("tables", "Tabellen (CSV oder Excel), die Teile des Szenarios füllen."),
    ("tables.districts", "Stadtteile: Spalte „id“ und beliebige Schlüssel eines Stadtteils."),
    ("tables.sites", "Unterkünfte: Spalte „id“ und beliebige einfache Schlüssel einer Unterkunft."),
    ("tables.units", "Wohneinheiten: Spalten site, count, beds, auf Wunsch area_m2, offers, reserved."),
    ("tables.register", "Belegungsverzeichnis: household, site, persons, since, auf Wunsch unit_beds, needs, track, ages, sex."),
    ("tables.waiting", "Warteliste zu Beginn: household, persons, since, auf Wunsch needs, track, ages, sex, prefers."),
    ("districts", "Die Stadtteile, nach Kennung (die der Karte, wenn es eine gibt)."),
    ("districts.*.name", "Anzeigename (sonst: der Karte, sonst die Kennung)."),
    ("districts.*.residents", "Einwohner, ohne die kommunal Untergebrachten."),
    ("districts.*.area_km2", "Fläche in km² (sonst: aus der Karte)."),
    ("districts.*.social_index", "Sozialindex: je höher, desto mehr kann der Stadtteil tragen."),
    ("districts.*.target_share", "Anteil aller Unterbringungen, den der Stadtteil tragen soll; legt der Rat fest."),
    ("districts.*.borough", "Bezirk, zu dem der Stadtteil gehört, als Kennung."),
    ("source", "Woher diese Werte kommen."),
    ("kinds", "Unterkunftsarten, nach Kennung: Regeln, Kosten und Vorlauf, die Unterkünfte gemeinsam haben."),
    ("kinds.*.name", "Anzeigename (sonst: die Kennung)."),
    ("kinds.*.shared_beds", "Gezählt werden Betten, die sich alle teilen; solche Unterkünfte haben keine Wohneinheiten."),
    ("kinds.*.emergency", "Notunterkunft: nachts genutzt von Menschen, die auf einen regulären Platz warten."),
    ("kinds.*.usable_share", "Anteil der Plätze, der wirklich nutzbar ist, wo niemand die Räume kennt (sonst 0,85)."),
    ("kinds.*.accepts", "Wer hier wohnen darf (sonst: alle)."),
    ("kinds.*.max_household_size", "Größter Haushalt, der hier wohnen darf, in Personen (sonst: ohne Grenze)."),
    ("kinds.*.lead_time_days", "Zeit vom Beschluss bis zur ersten Nacht, in Tagen."),
    ("kinds.*.delay", "Verspätung einer geplanten Eröffnung."),
    ("kinds.*.cancellation_probability", "Wahrscheinlichkeit, dass eine geplante Unterkunft nie öffnet."),
    ("kinds.*.cost", "Kosten."),
    ("cost.fixed_per_month_eur", "Miete, Wachdienst und Ähnliches, solange geöffnet, in Euro je Monat."),
    ("cost.per_place_month_eur", "Je Platz und Monat, solange geöffnet, ob belegt oder nicht, in Euro."),
    ("cost.per_person_month_eur", "Je Person und Monat, in Euro."),
    ("cost.activation_eur", "Einmalig, wenn die Unterkunft im Zeitraum öffnet, in Euro (Betrieb, keine Investition)."),
    ("cost.investment_per_place_eur", "Investition je Platz, wenn die Unterkunft im Zeitraum öffnet, in Euro."),
    ("sites", "Unterkünfte, nach Kennung."),
    ("sites.*.name", "Anzeigename (sonst: die Kennung). Nie Straße oder Haus in Veröffentlichtem."),
    ("sites.*.district", "Stadtteil, als Kennung. Entbehrlich, wo Koordinaten stehen."),
    ("sites.*.lon", "Geografische Länge in Grad (WGS 84), zusammen mit „lat“."),
    ("sites.*.lat", "Geografische Breite in Grad (WGS 84), zusammen mit „lon“."),
    ("sites.*.kind", "Unterkunftsart, als Kennung."),
    ("sites.*.places", "Plätze auf dem Papier, wo die Wohneinheiten nicht bekannt sind."),
    ("sites.*.usable_share", "Anteil der Plätze, der wirklich nutzbar ist (sonst: wie die Art)."),
    ("sites.*.units", "Zimmer oder Wohnungen."),
    ("sites.*.public", "Ob Name und Lage in einer öffentlichen Fassung (--public) stehen dürfen; sonst heißt die Unterkunft dort nach ihrer Art und einer Nummer."),
    ("sites.*.offers", "Bedarfe, die die Plätze erfüllen, wo die Wohneinheiten nicht bekannt sind (step-free, …)."),
    ("sites.*.state", "Ob die Unterkunft da ist."),
    ("sites.*.from", "Erste Nacht (sonst: von Anfang an offen)."),
    ("sites.*.until", "Letzte Nacht (sonst: ohne Ende)."),
    ("sites.*.lease_end", "Ende des Mietvertrags; die Unterkunft schließt dann, wenn „until“ nicht früher liegt."),
    ("sites.*.notice_days", "Kündigungsfrist des Mietvertrags, in Tagen."),
    ("sites.*.informed", "Tag, an dem die Nachbarschaft informiert wird."),
    ("sites.*.accepts", "Wer hier wohnen darf (sonst: wie die Art)."),
    ("sites.*.max_household_size", "Größter Haushalt, der hier wohnen darf, in Personen (sonst: wie die Art)."),
    ("sites.*.lead_time_days", "Zeit vom Beschluss bis zur ersten Nacht, in Tagen (sonst: wie die Art)."),
    ("sites.*.delay", "Verspätung einer geplanten Eröffnung (sonst: wie die Art)."),
    ("sites.*.cancellation_probability", "Wahrscheinlichkeit, dass eine geplante Unterkunft nie öffnet (sonst: wie die Art)."),
    ("sites.*.cost", "Kosten, die von denen der Art abweichen."),
    ("sites.*.out_of_use", "Plätze, die eine Zeit lang ausfallen (Sanierung, Schädlinge, Brandschaden)."),
    ("sites.*.occupied", "Personen, die zu Beginn hier wohnen, wo es kein Belegungsverzeichnis gibt."),
    ("sites.*.occupied_by", "Gruppen dieser Personen mit ihren Anteilen (sonst: alle aus der ersten Gruppe)."),
    ("units.*.count", "Wie viele."),
    ("units.*.beds", "Betten in jeder."),
    ("units.*.area_m2", "Wohnfläche einer jeden, in m²."),
    ("units.*.offers", "Bedarfe, die jede erfüllt (step-free, protected-women, …)."),
    ("units.*.reserved", "Freigehalten für Haushalte, die brauchen, was geboten wird."),
    ("out_of_use.*.from", "Erste Nacht."),
    ("out_of_use.*.until", "Letzte Nacht (sonst: für immer)."),
    ("out_of_use.*.units", "Zahl der Wohneinheiten, mit „beds“ (Unterkünfte mit Wohneinheiten)."),
    ("out_of_use.*.beds", "Betten der betroffenen Wohneinheiten."),
    ("out_of_use.*.places", "Zahl der Plätze (Unterkünfte ohne Wohneinheiten)."),
    ("out_of_use.*.reason", "Warum."),
    ("tracks", "Rechtskreise, nach Kennung (Asyl, anerkannt, vorübergehender Schutz, …)."),
    ("tracks.*.name", "Anzeigename (sonst: die Kennung)."),
    ("tracks.*.reimbursement_per_person_month_eur", "Erstattung des Landes je angerechneter Person und Monat, in Euro."),
    ("tracks.*.fee_per_person_month_eur", "Gebühr für die Nutzung der Unterkunft je Person und Monat, in Euro."),
    ("tracks.*.market", "Ob Haushalte in diesem Rechtskreis eine Wohnung mieten dürfen."),
    ("tracks.*.changes", "Statuswechsel, die diesen Rechtskreis beenden."),
    ("changes.*.to", "Der Rechtskreis, der folgt, als Kennung."),
    ("changes.*.probability", "Wahrscheinlichkeit; die eines Rechtskreises ergeben zusammen höchstens 1."),
    ("changes.*.after", "Zeit nach Beginn des Rechtskreises."),
    ("groups", "Gruppen von Haushalten mit eigenen Zugängen, Größen, Bedarfen und Verweildauern, nach Kennung."),
    ("groups.*.name", "Anzeigename (sonst: die Kennung)."),
    ("groups.*.track", "Rechtskreis bei der Ankunft, als Kennung (sonst: keiner, keine Erstattung)."),
    ("groups.*.household_sizes", "Anteile der Haushalte nach Zahl der Personen: { 1 = 0.6, 2 = 0.1, 4 = 0.3 }, Summe 1."),
    ("groups.*.single_men_share", "Anteil der Männer unter den Alleinstehenden."),
    ("groups.*.needs", "Anteil der Haushalte mit einem Bedarf: { step-free = 0.04 }; unabhängig gezogen."),
    ("groups.*.priority", "Platz in der Reihe: Höheres zuerst, dann entscheidet das Datum."),
    ("groups.*.arrivals", "Wer wann ankommt; alle Verläufe, die hier stehen, zählen zusammen."),
    ("groups.*.stay", "Verweildauer in Tagen, auf eigenen Wegen hinaus (Rückkehr, Weiterzug, eigene Suche)."),
    ("groups.*.relatives", "Angehörige, die später nachkommen."),
    ("arrivals.listed", "Bekannte Tage und Zahlen von Haushalten."),
    ("listed.*.date", "Der Tag."),
    ("listed.*.households", "Zahl der Haushalte."),
    ("arrivals.poisson", "Gleichmäßige Zugänge, unabhängig voneinander."),
    ("arrivals.negative_binomial", "Im Mittel gleichmäßig, aber in Schüben."),
    ("arrivals.seasonal", "Zugänge, die mit dem Jahr steigen und fallen."),
    ("arrivals.wave", "Eine Welle: ein Monatsprofil, auf eine Summe gebracht."),
    ("arrivals.replay", "Eine Reihe der Vergangenheit, noch einmal gespielt und auf die Stadt umgerechnet."),
    ("per_day", "Haushalte je Tag (im Mittel)."),
    ("persons_per_month", "Personen je Monat (im Mittel); geteilt durch die mittlere Haushaltsgröße."),
    ("dispersion", "Streuung der Tageszahlen: Varianz durch Mittelwert (1: unabhängige Zugänge, mehr: Schübe)."),
    ("level", "Wie unsicher die Höhe der Zugänge ist."),
    ("level.cv", "Variationskoeffizient der Höhe zu Beginn, je Rechnung einmal gezogen."),
    ("level.drift_per_year", "Drift der Höhe: Standardabweichung ihres Logarithmus nach einem Jahr."),
    ("seasonal.months", "Höhe der zwölf Monate im Verhältnis, Januar bis Dezember."),
    ("wave.from", "Erster Tag."),
    ("wave.profile", "Personen in jedem Monat von da an; mit „total_persons“ beliebige Zahlen im Verhältnis."),
    ("wave.total_persons", "Personen insgesamt (sonst: die Summe des Profils)."),
    ("replay.table", "Tabelle mit der Reihe, vom Ordner dieser Datei aus."),
    ("replay.date_column", "Spalte mit Monat oder Tag (2015-09, 2015-09-01)."),
    ("replay.persons_column", "Spalte mit der Zahl der Personen."),
    ("replay.history_from", "Erster Monat oder Tag der Reihe, der gespielt wird."),
    ("replay.from", "Tag des Szenarios, an dem sie beginnt."),
    ("replay.scale", "Personen, die in die Stadt kommen, je Person der Reihe."),
    ("relatives.probability", "Anteil der Haushalte, denen jemand nachkommt."),
    ("relatives.after", "Zeit nach der Ankunft."),
    ("relatives.household_sizes", "Anteile nach Zahl der Personen, Summe 1."),
    ("fixed", "Immer gleich lang."),
    ("fixed.days", "Tage."),
    ("exponential", "Exponential: Wie lange man schon da ist, ändert nichts am Rest."),
    ("weibull", "Weibull: Form über 1 endet mit der Zeit immer eher, unter 1 immer seltener."),
    ("weibull.shape", "Form, ohne Einheit."),
    ("mean_days", "Mittelwert, in Tagen."),
    ("lognormal", "Lognormal: viele kurz, wenige sehr lang."),
    ("lognormal.cv", "Variationskoeffizient (Standardabweichung durch Mittelwert), ohne Einheit."),
    ("empirical", "Wie beobachtet: Dauern und wie oft jede vorkam."),
    ("empirical.days", "Tage, in steigender Reihenfolge."),
    ("empirical.weights", "Wie oft jede vorkam (sonst: jede einmal)."),
    ("exit-rate", "Aus einer beobachteten monatlichen Auszugsrate, der Summe aller Wege hinaus; was der Wohnungsmarkt nimmt, wird abgezogen."),
    ("exit-rate.per_month", "Anteil der Untergebrachten, die in einem Monat ausziehen, aus welchem Grund auch immer."),
    ("market", "Der Wohnungsmarkt; er begrenzt, wie viele Haushalte ausziehen können."),
    ("market.flats", "Wohnungen, die Haushalte aus der Unterbringung bekommen können, nach Haushaltsgröße."),
    ("flats.*.min_persons", "Kleinster Haushalt, der eine mieten kann, in Personen."),
    ("flats.*.max_persons", "Größter Haushalt, der hineinpasst, in Personen."),
    ("flats.*.per_month", "Wohnungen, die im Monat angeboten werden, im Mittel."),
    ("policy", "Die Regel, nach der Wartende einen Platz bekommen."),
    ("policy.rule", "Die Belegungsregel."),
    ("rule.first-fit", "Die erste passende Unterkunft der Datei."),
    ("rule.cheapest", "Die billigste passende Unterkunft (Kosten je Platz und je Person)."),
    ("rule.even-spread", "Der Stadtteil mit dem kleinsten Anteil an seinen Einwohnern nach der Unterbringung."),
    ("rule.fair-share", "Der Stadtteil, der am weitesten unter seinem Soll aus einem Schlüssel liegt."),
    ("rule.balanced", "Die beste Unterbringung aller Wartenden zusammen, ein Ziel nach dem anderen."),
    ("balanced.preset", "Ein bekannter Schlüssel statt Gewichten: hamburg (40 : 20 : 40) oder nrw (90 : 10)."),
    ("balanced.residents", "Gewicht der Einwohner."),
    ("balanced.area", "Gewicht der Fläche."),
    ("balanced.social_index", "Gewicht des Sozialindex mal Einwohner."),
    ("balanced.stages", "Ziele, das wichtigste zuerst; was fehlt, zählt nicht, und „unmet“ steht vorn."),
    ("balanced.max_share_of_residents", "Untergebrachte je Einwohner eines Stadtteils, höchstens."),
    ("balanced.min_cluster_persons", "Untergebrachte in einem Stadtteil, mindestens, wo es welche gibt."),
    ("balanced.relocations_per_placement_day", "Schon untergebrachte Haushalte, die an jedem Belegungstag umziehen dürfen."),
    ("fair-share.residents", "Gewicht der Einwohner."),
    ("fair-share.area", "Gewicht der Fläche."),
    ("fair-share.social_index", "Gewicht des Sozialindex mal Einwohner."),
    ("policy.placement_days", "Wann Plätze vergeben werden."),
    ("policy.patience_days", "Tage, die ein Haushalt wartet, ehe er geht; 0: geht sofort; weggelassen: wartet unbegrenzt."),
    ("policy.overtaking", "Ob ein Haushalt vor einem drankommen darf, der länger wartet, aber nirgends hineinpasst."),
    ("policy.closing_stop_days", "Tage vor ihrer Schließung, an denen eine Unterkunft niemanden mehr aufnimmt."),
    ("sources", "Quellen einzelner Werte: Schlüssel in Punkten = woher der Wert kommt."),
    ("easy_language", "Texte in Leichter Sprache, die eine Prüfgruppe geprüft hat; zu sehen mit --lang de-einfach."),
    ("easy_language.texts", "Die Sätze, so wie sie geprüft wurden."),
    ("easy_language.reviewed_by", "Wer sie geprüft hat: eine Gruppe, keine Person."),
    ("easy_language.reviewed_on", "Wann sie geprüft wurden."),
    ("notes", "Was man über die Zahlen wissen sollte, je ein Satz."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// All keys of the format, as patterns.
    fn all(shape: &Shape, path: &mut Vec<String>, into: &mut Vec<Vec<String>>) {
        for (name, key) in shape.keys().into_iter().flatten() {
            path.push(name.clone());
            into.push(path.clone());
            all(&key.shape, path, into);
            path.pop();
        }
        if shape.keys().is_none()
            && let Some(inner) = shape.below("*")
        {
            path.push("*".to_owned());
            all(inner, path, into);
            path.pop();
        }
    }

    fn patterns() -> Vec<Vec<String>> {
        let mut into = Vec::new();
        all(shape::scenario(), &mut Vec::new(), &mut into);
        into
    }

    #[test]
    fn every_key_has_german_words_of_its_own_table() {
        for pattern in patterns() {
            let words = german(&pattern);
            assert!(words.is_some(), "{}", pattern.join("."));
            let top_only = ["name", "start", "end", "map", "description", "question"];
            let last = pattern.last().map_or("", String::as_str);
            let borrowed =
                pattern.len() > 1 && top_only.contains(&last) && words == german(&[last.to_owned()]);
            assert!(!borrowed, "{}", pattern.join("."));
        }
    }

    #[test]
    fn no_german_words_are_left_without_a_key() {
        let ends: BTreeSet<String> = patterns()
            .iter()
            .flat_map(|pattern| (0..pattern.len()).map(|from| pattern[from..].join(".")))
            .collect();
        for (key, _) in GERMAN {
            assert!(ends.contains(*key), "{key}");
        }
    }

    #[test]
    fn a_meaning_does_not_depend_on_the_users_names() {
        let meaning = meaning(&["sites", "name", "places"]).unwrap();
        assert!(meaning.de.starts_with("Plätze auf dem Papier") && meaning.en.starts_with("Nominal places"));
        assert_eq!(super::meaning(&["sites", "north", "place"]), None);
    }
}
