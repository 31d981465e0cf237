//! Words about how it was calculated.

use super::sizes::fewest_replications;
use crate::report::number;
use crate::report::stress::StressReport;
use crate::stress::drill::WATCHED_DAYS;
use crate::text;
use crate::text::Text;

/// What the drill is.
pub fn drill_lead() -> Text {
    text!(
        "Jeder Ausfall trifft die Stadt zu mehreren Zeiten des Jahres, in denselben Rechnungen wie ohne ihn. Gezählt sind die Unterschiede bis {WATCHED_DAYS} Nächte danach, im Mittel der Rechnungen, mit 95-%-Intervall. Die schlimmste Woche ist die mit den meisten zusätzlichen Menschen ohne reguläres Bett.",
        "Each shock strikes the town at several times of the year, in the same courses as without it. The differences up to {WATCHED_DAYS} nights later are counted, on average over the courses, with their 95% interval. The worst week is the one with the most additional people without a regular bed."
    )
}

/// How the numbers are defined.
pub fn definitions(report: &StressReport) -> Vec<(Text, Text)> {
    let weeks = report.question.aftermath / 7;
    let tolerated = number::percent(report.question.tolerated);
    let (a, b) = (&tolerated.de, &tolerated.en);
    let fewest = number::whole(fewest_replications(report.question.certainty));
    let (c, d) = (&fewest.de, &fewest.en);
    vec![
        (
            text!("Zustrom", "Surge"),
            text!(
                "Haushalte, die zusätzlich zu allen anderen kommen, gleichmäßig über den Zeitraum. Ein größerer Zustrom enthält die Haushalte des kleineren. Personen: im Mittel der Haushaltsgrößen; Angehörige, die später nachziehen, kommen hinzu.",
                "Households that come besides all others, evenly over the duration. A larger surge holds the households of the smaller one. Persons: by the mean size of the households; relatives who follow later come on top."
            ),
        ),
        (
            text!("Aufgenommen", "Absorbed"),
            text!(
                "Vom ersten Tag bis {weeks} Wochen nach der letzten Ankunft gibt es nicht mehr Personennächte ohne jeden Platz als in derselben Rechnung ohne den Zustrom; wer die Geduld verliert oder wegen eines Aufnahmestopps nicht kommt, zählt wie eine solche Nacht. Toleriert sind {a} der nötigen Personennächte. Nächte in Notunterkünften der Stufen gelten als Platz und stehen daneben.",
                "From the first day to {weeks} weeks after the last arrival there are no more person-nights without any place than in the same course without the surge; whoever loses patience or is turned away by a pause of arrivals counts as one such night. {b} of the person-nights needed are tolerated. Nights in emergency accommodation of the plan count as a place and are shown beside it."
            ),
        ),
        (
            text!("Belegung", "Placement"),
            text!(
                "In der Belastungsprobe werden Plätze täglich vergeben, auch wenn die Belegungsregel sonst wöchentlich gilt.",
                "In the stress test places are assigned daily, even where the policy does so weekly."
            ),
        ),
        (
            text!("Suche", "Search"),
            text!(
                "Halbierung auf einen Haushalt genau, in denselben Rechnungen. Wer einen Zustrom aufnimmt, gilt auch bei einem kleineren als ausreichend; die gefundene Größe wird in jeder Rechnung nachgespielt.",
                "Bisection down to one household, on the same courses. Whoever absorbs a surge is taken to absorb a smaller one; the size found is played again in every course."
            ),
        ),
        (
            text!("95-%-Intervall", "95% interval"),
            text!(
                "Zwischen zwei Ordnungsstatistiken dessen, was die einzelnen Rechnungen aufnehmen (Binomialverteilung). Es umfasst auch, was zu Beginn unbekannt ist: Wo nur die Zahl der Bewohner bekannt ist, werden ihre Haushalte in jeder Rechnung neu gezogen. Ein anderer Startwert (seed) gibt eine andere Größe; in 95 von 100 Fällen enthält ein solches Intervall die wahre. Es braucht mindestens {c} Rechnungen; viermal so viele machen es etwa halb so breit.",
                "Between two order statistics of what single courses absorb (binomial distribution). It includes what is not known at the start: where only the number of residents is known, their households are drawn anew in each course. Another seed gives another size; in 95 of 100 cases such an interval holds the true one. It takes at least {d} courses; four times as many make it about half as wide."
            ),
        ),
    ]
}
