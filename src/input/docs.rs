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
    ("private_hosts", "Private Gastgeber, die manche zuerst aufnehmen; fällt der Gastgeber weg, kommen sie auf die Warteliste."),
    ("private_hosts.share", "Anteil der Haushalte, die bei der Ankunft einen privaten Gastgeber finden."),
    ("private_hosts.falls_away_share", "Anteil davon, deren Gastgeber wegfällt, sodass sie einen Platz der Stadt brauchen."),
    ("private_hosts.stay", "Zeit beim Gastgeber bis dahin."),
    ("surges", "Wellen: Zugänge, die zu denen der Gruppen hinzukommen, nach Kennung."),
    ("surges.*.name", "Anzeigename (sonst: die Kennung)."),
    ("surges.*.group", "Die Gruppe, von der Größen, Bedarfe, Rechtskreis und Verweildauer stammen, als Kennung."),
    ("surges.*.from", "Erster Tag; oder statt dessen „window“."),
    ("window", "Ein zufälliger Tag aus einem Zeitraum."),
    ("window.from", "Erster möglicher Tag."),
    ("window.until", "Letzter möglicher Tag."),
    ("window.probability", "Wahrscheinlichkeit, dass es überhaupt dazu kommt."),
    ("surges.*.arrivals", "Wie viele kommen, und wie sie sich über die Zeit verteilen."),
    ("surges.*.times", "Faktor auf die Zahl der Haushalte. Ein größerer bringt dieselben Haushalte und weitere."),
    ("surges.*.track", "Rechtskreis bei der Ankunft, als Kennung (sonst: der der Gruppe)."),
    ("surges.*.household_sizes", "Anteile der Haushalte nach Zahl der Personen, Summe 1 (sonst: die der Gruppe)."),
    ("surges.*.single_men_share", "Anteil der Männer unter den Alleinstehenden (sonst: der der Gruppe)."),
    ("surges.*.needs", "Anteil der Haushalte mit einem Bedarf (sonst: die der Gruppe)."),
    ("surges.*.priority", "Platz in der Reihe (sonst: der der Gruppe)."),
    ("surges.*.stay", "Verweildauer (sonst: die der Gruppe)."),
    ("even", "Gleichmäßig über einige Tage."),
    ("even.persons", "Personen insgesamt, im Mittel; geteilt durch die mittlere Haushaltsgröße."),
    ("even.days", "Tage."),
    ("profile", "Ein Monatsprofil; ein Monat ist ein Zwölftel von 365 Tagen."),
    ("profile.months", "Personen in jedem Monat von Beginn an; mit „total_persons“ beliebige Zahlen im Verhältnis."),
    ("profile.total_persons", "Personen insgesamt, im Mittel (sonst: die Summe der Monate)."),
    ("shocks", "Schocks: was dem Bestand ungeplant zustößt, nach Kennung."),
    ("shocks.*.name", "Anzeigename (sonst: die Kennung)."),
    ("shocks.*.date", "Der Tag; oder statt dessen „window“."),
    ("shocks.*.probability", "Wahrscheinlichkeit, dass ein Vorhaben sich verspätet oder ausfällt; bei anderen Schocks steht sie in „window“."),
    ("shocks.*.event", "Was geschieht."),
    ("event.fire", "In einer Unterkunft brennt es."),
    ("fire.site", "Die Unterkunft, als Kennung (sonst: die, in der an dem Tag die meisten Menschen leben)."),
    ("fire.share", "Anteil der Plätze, der verloren geht."),
    ("fire.days", "Nächte, bis die Plätze wieder da sind (sonst: nie)."),
    ("event.flood", "In einem Gebiet der Karte steht Wasser: Alle Unterkünfte darin schließen am selben Tag."),
    ("flood.area", "GeoJSON-Datei mit dem Gebiet, vom Ordner dieser Datei aus."),
    ("flood.sites", "Unterkünfte, die darin liegen, obwohl ihre Lage nicht angegeben ist, als Kennungen."),
    ("flood.days", "Nächte, bis die Plätze wieder da sind (sonst: nie)."),
    ("flood.evacuated", "Einwohner, die am selben Tag ihr Zuhause verlieren."),
    ("evacuated.households", "Haushalte, die einen Platz der Stadt brauchen."),
    ("evacuated.group", "Die Gruppe, von der Größen, Rechtskreis und die Zeit bis zur Rückkehr stammen, als Kennung."),
    ("event.lease-ended", "Der Mietvertrag einer Unterkunft endet vor der Zeit."),
    ("lease-ended.site", "Die Unterkunft, als Kennung."),
    ("event.project-late", "Eine Unterkunft, die öffnen soll, kommt später."),
    ("project-late.site", "Die Unterkunft, als Kennung."),
    ("project-late.days", "Tage später."),
    ("event.project-cancelled", "Eine Unterkunft, die öffnen soll, kommt nie."),
    ("project-cancelled.site", "Die Unterkunft, als Kennung."),
    ("event.staff-lost", "Personal fehlt: Ein Teil der Plätze einer Unterkunftsart lässt sich nicht betreiben."),
    ("staff-lost.kind", "Die Unterkunftsart, als Kennung."),
    ("staff-lost.share", "Anteil der Plätze."),
    ("staff-lost.days", "Nächte, bis sie wieder da sind."),
    ("event.price-rise", "Die Preise steigen auf Dauer."),
    ("price-rise.kind", "Unterkünfte dieser Art, als Kennung (sonst: alle)."),
    ("price-rise.percent", "Um wie viel Prozent des Preises davor."),
    ("arrivals.regimes", "Ruhe und Andrang im Wechsel, jeder Zustand mit eigener Höhe."),
    ("regimes.states", "Die Zustände, mindestens zwei, nach Namen."),
    ("regimes.starts_in", "Der Zustand am ersten Tag (sonst: gezogen nach seinem Anteil auf lange Sicht)."),
    ("states.*.mean_days", "Mittlere Dauer in Tagen."),
    ("arrivals.bootstrap", "Blöcke einer Reihe der Vergangenheit in zufälliger Folge, auf die Stadt umgerechnet."),
    ("bootstrap.table", "Tabelle mit der Reihe, vom Ordner dieser Datei aus."),
    ("bootstrap.date_column", "Spalte mit Monat oder Tag (2015-09, 2015-09-01)."),
    ("bootstrap.persons_column", "Spalte mit der Zahl der Personen."),
    ("bootstrap.history_from", "Erster Monat oder Tag der Reihe, der gilt (sonst: der erste der Tabelle)."),
    ("bootstrap.history_until", "Letzter Monat oder Tag der Reihe, der gilt (sonst: der letzte der Tabelle)."),
    ("bootstrap.block_days", "Tage in einem Block: so lange, wie in der Reihe etwas anhält, eine Welle zum Beispiel."),
    ("bootstrap.from", "Erster Tag, an dem jemand kommt (sonst: der erste Tag)."),
    ("bootstrap.scale", "Personen, die in die Stadt kommen, je Person der Reihe."),
    ("arrivals.hawkes", "Zugänge, die weitere Zugänge nach sich ziehen."),
    ("hawkes.branching", "Haushalte, die jeder Haushalt im Mittel nach sich zieht."),
    ("hawkes.decay_days", "Mittlere Zeit, bis sie kommen, in Tagen."),
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
    ("groups.*.ages", "Anteile der Personen nach Alter, Summe 1 (sonst, wenn ein Angebot danach fragt: eine angenommene Mischung)."),
    ("ages.under-3", "Anteil der Personen unter 3 Jahren."),
    ("ages.3-5", "Anteil der Personen von 3 bis 5 Jahren."),
    ("ages.6-17", "Anteil der Personen von 6 bis 17 Jahren."),
    ("ages.18-64", "Anteil der Personen von 18 bis 64 Jahren."),
    ("ages.65-plus", "Anteil der Personen ab 65 Jahren."),
    ("services", "Angebote mit begrenzten Plätzen neben den Betten, nach Kennung: Kita, Schule, Sprachkurs, …"),
    ("services.*.preset", "Ein bekanntes Angebot, dessen Werte gelten, wo hier keine stehen."),
    ("services.*.name", "Anzeigename (sonst: die Kennung)."),
    ("services.*.ages", "Alter der Menschen, die es brauchen, aneinander anschließend (sonst: alle)."),
    ("services.*.tracks", "Rechtskreise der Menschen, für die es da ist, als Kennungen (sonst: alle)."),
    ("services.*.share", "Anteil dieser Menschen, die es brauchen (sonst 1)."),
    ("services.*.places", "Plätze für kommunal Untergebrachte (sonst: unbekannt, das ist nicht null)."),
    ("services.*.intake", "Wann jemand aufgenommen wird (sonst: an jedem Tag; Kurse müssen es sagen)."),
    ("services.*.class", "Kurse, die zusammen beginnen und enden."),
    ("services.*.duration", "Wie lange jemand einen Platz hat (sonst: bis zum Fortzug oder bis das Alter überschritten ist)."),
    ("services.*.met_at_start", "Anteil der Menschen mit Bedarf zu Beginn, deren Bedarf früher schon gedeckt wurde; von den übrigen haben so viele einen Platz, wie es Plätze gibt (sonst 0)."),
    ("services.*.in_time_days", "Tage des Wartens, bis zu denen jemand rechtzeitig versorgt ist (sonst 28)."),
    ("services.*.patience_days", "Tage des Wartens, nach denen jemand aufgibt (sonst: nie)."),
    ("services.*.tolerated_late_persons", "So viele Menschen dürfen länger als rechtzeitig warten, ehe es ein Engpass ist (sonst 0)."),
    ("services.*.staff", "Personal statt Plätzen: eine Stelle betreut so viele Menschen zugleich, wie in der Sozialarbeit."),
    ("places.town", "So viele für die ganze Stadt; 0 heißt keine."),
    ("town.count", "Plätze."),
    ("places.districts", "So viele für die Menschen jedes Stadtteils; ein fehlender Stadtteil ist unbekannt, 0 heißt keine."),
    ("places.unlimited", "So viele, wie gebraucht werden."),
    ("intake.any-day", "An jedem Tag, an dem es einen Platz gibt (ein Kurs: sobald er voll ist)."),
    ("intake.year", "Am ersten Tag des Jahres des Angebots, und wenige dazwischen."),
    ("year.month", "Monat, in dem das Jahr beginnt."),
    ("year.places_during_year", "Plätze, die zwischen zwei Anfängen vergeben werden können (je Stadtteil, wo Plätze je Stadtteil angegeben sind)."),
    ("intake.every", "Alle so viele Tage."),
    ("every.days", "Tage von einer Aufnahme zur nächsten."),
    ("every.from", "Die erste Aufnahme (sonst: der erste Tag, der gespielt wird)."),
    ("intake.dates", "An diesen Tagen."),
    ("class.size", "Plätze eines Kurses."),
    ("class.minimum", "So viele Menschen mindestens, damit ein Kurs an seinem Tag beginnt (sonst: so viele, wie er Plätze hat)."),
    ("class.units", "Einheiten zu 45 Minuten."),
    ("class.units_per_week", "Einheiten je Woche."),
    ("staff.positions", "Vollzeitstellen (sonst: unbekannt, das ist nicht null)."),
    ("staff.persons_per_position", "Menschen, die eine Stelle betreuen kann."),
    ("staff.crisis_above_persons_per_position", "Menschen je Stelle, ab denen nur noch Krisen bearbeitet werden."),
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
    ("balanced.distance_to_service", "Ein Angebot mit Plätzen je Stadtteil, als Kennung: Für Haushalte, die darauf warten, ist das Ziel „distance“ der Weg zum nächsten Stadtteil mit freiem Platz."),
    ("fair-share.residents", "Gewicht der Einwohner."),
    ("fair-share.area", "Gewicht der Fläche."),
    ("fair-share.social_index", "Gewicht des Sozialindex mal Einwohner."),
    ("policy.placement_days", "Wann Plätze vergeben werden."),
    ("policy.patience_days", "Tage, die ein Haushalt wartet, ehe er geht; 0: geht sofort; weggelassen: wartet unbegrenzt."),
    ("policy.overtaking", "Ob ein Haushalt vor einem drankommen darf, der länger wartet, aber nirgends hineinpasst."),
    ("policy.closing_stop_days", "Tage vor ihrer Schließung, an denen eine Unterkunft niemanden mehr aufnimmt."),
    ("ladder", "Der Notfallplan, Stufe für Stufe in dieser Reihenfolge: Auslöser, Maßnahme, Vorlauf, Rücknahme."),
    ("ladder.*.name", "Anzeigename (sonst: die Kennung)."),
    ("ladder.*.preset", "Eine übliche Stufe (hall, hotel, flat, container); ihr Vorlauf und ihre Mindestdauer gelten, wo nichts anderes steht."),
    ("ladder.*.trigger", "Was zu sehen sein muss, damit die Stufe genommen wird."),
    ("trigger.free-places", "Zu wenige reguläre Plätze werden frei sein, wie es die Kommune heute aus den letzten acht Wochen und bekannten Tagen erwartet."),
    ("free-places.below", "Freie Plätze; darunter wird die Stufe genommen."),
    ("free-places.weeks", "Wie weit die Kommune vorausschaut, in Wochen."),
    ("trigger.occupied", "So viele der nutzbaren regulären Plätze sind belegt."),
    ("occupied.at_least", "Anteil der nutzbaren Plätze, ab dem die Stufe genommen wird."),
    ("trigger.unmet", "Menschen haben gar keinen Platz."),
    ("unmet.persons", "Personen, in jeder der Nächte."),
    ("unmet.nights", "Nächte hintereinander."),
    ("trigger.date", "Ein Tag ist gekommen."),
    ("date.from", "Der Tag."),
    ("trigger.step", "Eine andere Stufe wirkt oder hat nichts mehr zu bieten."),
    ("trigger.step.step", "Die andere Stufe, als Kennung (sonst: die davor)."),
    ("trigger.step.state", "In Kraft (active), oder voll oder verbraucht (exhausted)."),
    ("ladder.*.action", "Was getan wird."),
    ("action.activate", "Öffnet eine Unterkunft oder alle einer Art, die in Bereitschaft oder eine Möglichkeit sind."),
    ("activate.site", "Die Unterkunft, als Kennung."),
    ("activate.kind", "Die Unterkunftsart, als Kennung."),
    ("activate.at_most_days", "Tage, nach denen in jedem Fall geschlossen wird (sonst: ohne Grenze)."),
    ("action.densify", "Stellt mehr Betten in die Räume einer Unterkunft oder aller einer Art."),
    ("densify.site", "Die Unterkunft, als Kennung."),
    ("densify.kind", "Die Unterkunftsart, als Kennung."),
    ("densify.m2_per_person", "Fläche, die einer Person in der Krise mindestens bleibt, in m²."),
    ("densify.standard_m2", "Fläche, die ein Platz jetzt hat, wo die Fläche der Räume nicht bekannt ist, in m²."),
    ("action.hotel", "Mietet Hotelzimmer in Kontingenten."),
    ("hotel.kind", "Unterkunftsart, unter der die Zimmer gezählt werden, als Kennung."),
    ("hotel.district", "Stadtteil des Hotels, als Kennung."),
    ("hotel.rooms_per_block", "Zimmer eines Kontingents."),
    ("hotel.beds_per_room", "Betten in jedem Zimmer."),
    ("hotel.max_blocks", "Kontingente, die es höchstens gibt."),
    ("hotel.minimum_days", "Tage, die mindestens bezahlt werden."),
    ("hotel.price_per_room_night_eur", "Preis eines Zimmers für eine Nacht, in Euro."),
    ("action.stop-closures", "Unterkünfte, deren Ende gekommen ist, bleiben offen."),
    ("stop-closures.sites", "Welche Unterkünfte, als Kennungen (sonst: alle)."),
    ("action.pause-assignments", "Zeigt Überlastung an; Zugänge werden ausgesetzt. Wer nicht aufgenommen wird, wird gezählt."),
    ("pause-assignments.groups", "Gruppen, deren Zugänge ausgesetzt werden, als Kennungen."),
    ("pause-assignments.share", "Anteil der Haushalte, der nicht aufgenommen wird."),
    ("pause-assignments.weeks", "Wie lange die Pause dauert, in Wochen."),
    ("ladder.*.lead_time", "Vom Beschluss bis zur ersten Nacht mit Wirkung (sonst: wie „preset“, sonst wie die Unterkunft)."),
    ("ladder.*.cost", "Was die Stufe kostet, über die Unterkünfte hinaus, die sie öffnet."),
    ("cost.once_eur", "Jedes Mal, wenn sie in Kraft tritt, in Euro."),
    ("cost.per_day_eur", "Je Tag in Kraft, in Euro."),
    ("cost.per_place_day_eur", "Je regulärem Platz, den sie bringt, und Tag in Kraft, in Euro."),
    ("ladder.*.withdrawal", "Wann sie zurückgenommen wird: Der Auslöser ist vorbei, und alle Bedingungen gelten einige Tage hintereinander."),
    ("withdrawal.quiet_days", "Tage hintereinander, an denen sie nicht gebraucht wird; danach ruht sie ebenso lange."),
    ("withdrawal.minimum_days", "Tage in Kraft, ehe sie zurückgenommen werden kann (sonst: wie „preset“, sonst 0)."),
    ("withdrawal.free_places_at_least", "So viele reguläre Plätze werden ohne die Stufe frei erwartet."),
    ("withdrawal.occupied_at_most", "Höchstens dieser Anteil der nutzbaren regulären Plätze ist belegt, die der Stufe nicht mitgezählt."),
    ("withdrawal.not_before", "Nicht vor diesem Tag."),
    ("ladder.*.breaks", "Was sie verletzt."),
    ("breaks.*.notice", "Die Nachbarschaft wird später informiert als zugesagt."),
    ("notice.days", "Tage vor der Eröffnung, an denen sie es wissen sollte."),
    ("breaks.*.area", "Menschen haben weniger Fläche, als sie haben sollten."),
    ("area.m2_per_person", "Was sie haben, in m² je Person."),
    ("area.standard_m2", "Was sie haben sollten, in m² je Person."),
    ("breaks.*.other", "Etwas anderes."),
    ("other.what", "Was, in wenigen Worten."),
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
